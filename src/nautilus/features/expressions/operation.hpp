// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace nautilus::features::expressions {

/// What an expression computes of the values of one bar. Each operation answers NaN where one of
/// its operands or its answer is not finite.
enum class Operation : std::uint8_t {
  negate,
  add,
  subtract,
  multiply,
  divide,
  less,
  less_equal,
  greater,
  greater_equal,
  equal,
  not_equal,
  abs,
  log,
  log10,
  exp,
  sqrt,
  sign,
  floor,
  ceil,
  round,  ///< To the nearest whole number, a half upwards.
  trunc,  ///< Towards 0.
  sin,    ///< Of radians, as all angles here.
  cos,
  tan,
  asin,
  acos,
  atan,
  sinh,
  cosh,
  tanh,
  min,
  max,
  choose,  ///< `if(c, a, b)`: a unless c is 0, else b; the other of the two may be anything.
};

inline constexpr std::size_t kMostOperands = 3;

/// How an operation is written.
struct OperationInfo {
  std::string_view word;     ///< The operator between its operands, or the function's name.
  std::size_t operands = 2;  ///< How many it takes.
  bool is_function = false;
};

/// In the order of Operation.
inline constexpr auto kOperations = std::to_array<OperationInfo>({
    {"-", 1},
    {"+"},
    {"-"},
    {"*"},
    {"/"},
    {"<"},
    {"<="},
    {">"},
    {">="},
    {"=="},
    {"!="},
    {"abs", 1, true},
    {"log", 1, true},
    {"log10", 1, true},
    {"exp", 1, true},
    {"sqrt", 1, true},
    {"sign", 1, true},
    {"floor", 1, true},
    {"ceil", 1, true},
    {"round", 1, true},
    {"trunc", 1, true},
    {"sin", 1, true},
    {"cos", 1, true},
    {"tan", 1, true},
    {"asin", 1, true},
    {"acos", 1, true},
    {"atan", 1, true},
    {"sinh", 1, true},
    {"cosh", 1, true},
    {"tanh", 1, true},
    {"min", 2, true},
    {"max", 2, true},
    {"if", 3, true},
});

constexpr const OperationInfo& info_of(Operation operation) {
  return kOperations[static_cast<std::size_t>(operation)];
}

/// The function of this name; nullopt if there is none.
std::optional<Operation> find_function(std::string_view name);

/// The answer on one bar; operands that it does not take are not read. In registers, for what is
/// passed through memory right after it was written waits there.
double compute(Operation operation, double a, double b, double c);

/// Its operands on several bars.
using Columns = std::array<const double*, kMostOperands>;

/// The same bits for `count` bars at once.
void compute(Operation operation, const Columns& operands, double* out, std::size_t count);

}  // namespace nautilus::features::expressions
