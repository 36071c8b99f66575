// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <cstddef>

#include "nautilus/features/columns.hpp"

namespace nautilus::features {

/// Consecutive bars that a kernel takes in at once.
inline constexpr std::size_t kLanes = 8;

namespace detail {
using Pair = double __attribute__((vector_size(16)));
/// A pair anywhere among doubles.
using LoosePair = double __attribute__((vector_size(16), aligned(8), may_alias));
using PairMask = decltype(Pair{} < Pair{});

inline Pair blend(const PairMask& mask, const Pair& yes, const Pair& no) {
  return reinterpret_cast<Pair>((mask & reinterpret_cast<PairMask>(yes)) |
                                (~mask & reinterpret_cast<PairMask>(no)));
}
}  // namespace detail

/// Which of kLanes bars something holds for.
struct LaneMask {
  detail::PairMask a, b, c, d;

  friend LaneMask operator|(const LaneMask& x, const LaneMask& y) {
    return {x.a | y.a, x.b | y.b, x.c | y.c, x.d | y.d};
  }
};

/// The values of kLanes consecutive bars, the oldest first. Arithmetic is that of double bar by
/// bar, hence of the same bits; every x86-64 has registers of two, of which these are four. They
/// have names, for an array that is walked in a loop lives in memory.
struct Lanes {
  using Pair = detail::Pair;

  Pair a, b, c, d;

  Lanes() = default;
  Lanes(double x) : a{x, x}, b(a), c(a), d(a) {}  // NOLINT: a constant among lanes is all of them.
  Lanes(Pair first, Pair second, Pair third, Pair fourth)
      : a(first), b(second), c(third), d(fourth) {}

  static Lanes load(const double* from) {
    return {pair(from), pair(from + 2), pair(from + 4), pair(from + 6)};
  }
  void store(double* to) const {
    put(a, to);
    put(b, to + 2);
    put(c, to + 4);
    put(d, to + 6);
  }

  /// What step() answers bar by bar, the oldest first; for what goes on from bar to bar.
  template <class Step, class... Values>
  static Lanes in_order(const Step& step, const Values&... x) {
    const double x0 = step(x.a[0]...);
    const double x1 = step(x.a[1]...);
    const double x2 = step(x.b[0]...);
    const double x3 = step(x.b[1]...);
    const double x4 = step(x.c[0]...);
    const double x5 = step(x.c[1]...);
    const double x6 = step(x.d[0]...);
    const double x7 = step(x.d[1]...);
    return {Pair{x0, x1}, Pair{x2, x3}, Pair{x4, x5}, Pair{x6, x7}};
  }

  /// The values of the bar before each, `before` being that before the first; the newest remains.
  Lanes exchange_1(double& before) const {
    const Lanes then{Pair{before, a[0]}, Pair{a[1], b[0]}, Pair{b[1], c[0]}, Pair{c[1], d[0]}};
    before = d[1];
    return then;
  }
  /// Those of two bars before, likewise.
  Lanes exchange_2(double* before) const {
    const Lanes then{pair(before), a, b, c};
    put(d, before);
    return then;
  }
  /// Those of four bars before, likewise.
  Lanes exchange_4(double* before) const {
    const Lanes then{pair(before), pair(before + 2), a, b};
    put(c, before);
    put(d, before + 2);
    return then;
  }
  /// Those of kLanes bars before, likewise.
  Lanes exchange_8(double* before) const {
    const Lanes then = load(before);
    store(before);
    return then;
  }

 private:
  // Not by std::memcpy, which the compiler has go through memory.
  static Pair pair(const double* from) { return *reinterpret_cast<const detail::LoosePair*>(from); }
  static void put(const Pair& pair, double* to) {
    *reinterpret_cast<detail::LoosePair*>(to) = pair;
  }

 public:
  friend Lanes operator-(const Lanes& x) { return {-x.a, -x.b, -x.c, -x.d}; }
  friend Lanes operator+(const Lanes& x, const Lanes& y) {
    return {x.a + y.a, x.b + y.b, x.c + y.c, x.d + y.d};
  }
  friend Lanes operator-(const Lanes& x, const Lanes& y) {
    return {x.a - y.a, x.b - y.b, x.c - y.c, x.d - y.d};
  }
  friend Lanes operator*(const Lanes& x, const Lanes& y) {
    return {x.a * y.a, x.b * y.b, x.c * y.c, x.d * y.d};
  }
  friend Lanes operator/(const Lanes& x, const Lanes& y) {
    return {x.a / y.a, x.b / y.b, x.c / y.c, x.d / y.d};
  }
  friend LaneMask operator<(const Lanes& x, const Lanes& y) {
    return {x.a < y.a, x.b < y.b, x.c < y.c, x.d < y.d};
  }
  friend LaneMask operator>(const Lanes& x, const Lanes& y) { return y < x; }
  friend LaneMask operator<=(const Lanes& x, const Lanes& y) {
    return {x.a <= y.a, x.b <= y.b, x.c <= y.c, x.d <= y.d};
  }
  friend LaneMask operator>=(const Lanes& x, const Lanes& y) { return y <= x; }
  friend LaneMask operator==(const Lanes& x, const Lanes& y) {
    return {x.a == y.a, x.b == y.b, x.c == y.c, x.d == y.d};
  }
};

// What a kernel's algorithm says instead of `if`, for one bar and for kLanes.

inline double choose(bool condition, double yes, double no) { return condition ? yes : no; }
inline Lanes choose(const LaneMask& condition, const Lanes& yes, const Lanes& no) {
  using detail::blend;
  return {blend(condition.a, yes.a, no.a), blend(condition.b, yes.b, no.b),
          blend(condition.c, yes.c, no.c), blend(condition.d, yes.d, no.d)};
}

/// choose(x < y, yes, no), for where either is as likely: without a branch, which would often be
/// foreseen wrongly.
inline double if_less(double x, double y, double yes, double no) {
  return detail::blend(detail::Pair{x, 0.0} < detail::Pair{y, 0.0}, detail::Pair{yes, 0.0},
                       detail::Pair{no, 0.0})[0];
}
inline Lanes if_less(const Lanes& x, const Lanes& y, const Lanes& yes, const Lanes& no) {
  return choose(x < y, yes, no);
}

inline bool is_nan(double x) { return std::isnan(x); }
inline LaneMask is_nan(const Lanes& x) { return {x.a != x.a, x.b != x.b, x.c != x.c, x.d != x.d}; }

inline bool any(const LaneMask& mask) {
  const auto all = mask.a | mask.b | mask.c | mask.d;
  return (all[0] | all[1]) != 0;
}

/// As std::max: the first of two that are equal or of which one is NaN.
inline double larger(double x, double y) { return x < y ? y : x; }
inline Lanes larger(const Lanes& x, const Lanes& y) {
  return {x.a < y.a ? y.a : x.a, x.b < y.b ? y.b : x.b, x.c < y.c ? y.c : x.c,
          x.d < y.d ? y.d : x.d};
}

/// As std::min: the first of two that are equal or of which one is NaN.
inline double smaller(double x, double y) { return y < x ? y : x; }
inline Lanes smaller(const Lanes& x, const Lanes& y) {
  return {y.a < x.a ? y.a : x.a, y.b < x.b ? y.b : x.b, y.c < x.c ? y.c : x.c,
          y.d < x.d ? y.d : x.d};
}

inline double magnitude(double x) { return std::abs(x); }
inline Lanes magnitude(const Lanes& x) {
  constexpr detail::PairMask bits{0x7fff'ffff'ffff'ffff, 0x7fff'ffff'ffff'ffff};
  const auto of = [&](const detail::Pair& y) {
    return reinterpret_cast<detail::Pair>(reinterpret_cast<detail::PairMask>(y) & bits);
  };
  return {of(x.a), of(x.b), of(x.c), of(x.d)};
}

inline double square_root(double x) { return std::sqrt(x); }
inline Lanes square_root(const Lanes& x) {
  const auto of = [](const detail::Pair& y) {
    return detail::Pair{__builtin_sqrt(y[0]), __builtin_sqrt(y[1])};
  };
  return {of(x.a), of(x.b), of(x.c), of(x.d)};
}

inline Lanes finite(const Lanes& x) { return x + (x - x); }

}  // namespace nautilus::features
