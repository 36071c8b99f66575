// SPDX-License-Identifier: MIT
#include "nautilus/features/expressions/operation.hpp"

#include <cmath>
#include <cstring>
#include <optional>
#include <type_traits>
#include <utility>

#include "nautilus/numeric/pinned_math.hpp"

namespace nautilus::features::expressions {
namespace {

// Bars whose values are computed at once, lane by lane as one is: a register that every CPU has.
constexpr std::size_t kLanes = 2;
using Lanes = double __attribute__((vector_size(kLanes * sizeof(double))));

// 0, or NaN where x is not finite.
template <class Number>
Number trace(Number x) {
  return x - x;
}

template <class Number>
Number if_finite(Number x) {
  return x + trace(x);
}

template <class Number, class Condition>
Number truth(Condition holds, Number a, Number b) {
  const Number no{};
  return (holds ? no + 1.0 : no) + trace(a) + trace(b);
}

using Function = double (*)(double);

template <Function function, class Number>
Number lane_by_lane(Number x) {
  if constexpr (std::is_same_v<Number, double>) {
    return function(x);
  } else {
    for (std::size_t i = 0; i < kLanes; ++i) x[i] = function(x[i]);
    return x;
  }
}

double square_root(double x) { return std::sqrt(x); }
double floor(double x) { return std::floor(x); }
double ceil(double x) { return std::ceil(x); }
double trunc(double x) { return std::trunc(x); }
// Not as floor(x + 0.5), which takes the number just below a half up.
double round_half_up(double x) {
  const double below = std::floor(x);
  return x - below < 0.5 ? below : below + 1.0;
}

/// The function of one number that an operation is; none of the others.
constexpr std::optional<Function> function_of(Operation operation) {
  switch (operation) {
    case Operation::log: return numeric::log;
    case Operation::log10: return numeric::log10;
    case Operation::exp: return numeric::exp;
    case Operation::sqrt: return square_root;
    case Operation::floor: return floor;
    case Operation::ceil: return ceil;
    case Operation::round: return round_half_up;
    case Operation::trunc: return trunc;
    case Operation::sin: return numeric::sin;
    case Operation::cos: return numeric::cos;
    case Operation::tan: return numeric::tan;
    case Operation::asin: return numeric::asin;
    case Operation::acos: return numeric::acos;
    case Operation::atan: return numeric::atan;
    case Operation::sinh: return numeric::sinh;
    case Operation::cosh: return numeric::cosh;
    case Operation::tanh: return numeric::tanh;
    default: return std::nullopt;
  }
}

template <Operation operation, class Number>
Number answer(Number a, Number b, Number c) {
  using enum Operation;
  const Number zero{};
  if constexpr (operation == negate) return if_finite(-a);
  if constexpr (operation == add) return if_finite(a + b);
  if constexpr (operation == subtract) return if_finite(a - b);
  if constexpr (operation == multiply) return if_finite(a * b);
  if constexpr (operation == divide) return if_finite(a / b) + trace(b);
  if constexpr (operation == less) return truth(a < b, a, b);
  if constexpr (operation == less_equal) return truth(a <= b, a, b);
  if constexpr (operation == greater) return truth(a > b, a, b);
  if constexpr (operation == greater_equal) return truth(a >= b, a, b);
  if constexpr (operation == equal) return truth(a == b, a, b);
  if constexpr (operation == not_equal) return truth(a != b, a, b);
  if constexpr (operation == abs) return if_finite(a > zero ? a : zero - a);
  if constexpr (constexpr auto function = function_of(operation); function.has_value()) {
    return if_finite(lane_by_lane<*function>(a)) + trace(a);
  }
  if constexpr (operation == sign) {
    return (a > zero ? zero + 1.0 : a < zero ? zero - 1.0 : zero) + trace(a);
  }
  if constexpr (operation == min) return (a < b ? a : b) + trace(a) + trace(b);
  if constexpr (operation == max) return (a > b ? a : b) + trace(a) + trace(b);
  if constexpr (operation == choose) return if_finite(a != zero ? b : c) + trace(a);
}

template <Operation operation>
double compute_one(double a, double b, double c) {
  return answer<operation, double>(a, b, c);
}

Lanes lanes_at(const double* values) {
  Lanes lanes;
  std::memcpy(&lanes, values, sizeof(lanes));
  return lanes;
}

template <Operation operation>
void compute_many(const Columns& operands, double* out, std::size_t count) {
  constexpr std::size_t taken = info_of(operation).operands;
  const auto [a, b, c] = operands;
  std::size_t t = 0;
  for (; t + kLanes <= count; t += kLanes) {
    Lanes rest{};
    const Lanes answers = answer<operation, Lanes>(
        lanes_at(a + t), taken > 1 ? lanes_at(b + t) : rest, taken > 2 ? lanes_at(c + t) : rest);
    std::memcpy(out + t, &answers, sizeof(answers));
  }
  for (; t < count; ++t) {
    out[t] = answer<operation, double>(a[t], taken > 1 ? b[t] : 0.0, taken > 2 ? c[t] : 0.0);
  }
}

/// The functions of every operation, in the order of Operation.
template <std::size_t... I>
constexpr auto all_of_one(std::index_sequence<I...> /*all*/) {
  return std::array{compute_one<static_cast<Operation>(I)>...};
}
template <std::size_t... I>
constexpr auto all_of_many(std::index_sequence<I...> /*all*/) {
  return std::array{compute_many<static_cast<Operation>(I)>...};
}
constexpr auto kOfOne = all_of_one(std::make_index_sequence<kOperations.size()>{});
constexpr auto kOfMany = all_of_many(std::make_index_sequence<kOperations.size()>{});

}  // namespace

std::optional<Operation> find_function(std::string_view name) {
  for (std::size_t i = 0; i < kOperations.size(); ++i) {
    if (kOperations[i].is_function && kOperations[i].word == name) return static_cast<Operation>(i);
  }
  return std::nullopt;
}

double compute(Operation operation, double a, double b, double c) {
  return kOfOne[static_cast<std::size_t>(operation)](a, b, c);
}

void compute(Operation operation, const Columns& operands, double* out, std::size_t count) {
  kOfMany[static_cast<std::size_t>(operation)](operands, out, count);
}

}  // namespace nautilus::features::expressions
