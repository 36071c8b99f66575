// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>

#include "nautilus/features/columns.hpp"

namespace nautilus::features {

/// Two numbers in one register, with the arithmetic of double for each: what a kernel does to two
/// numbers alike, as to rises and falls, it does in one step.
using Pair = double __attribute__((vector_size(16)));

/// x, or two of it: for kernel parts that take a double or a pair, as has_nan().
template <class Number>
constexpr Number filled(double x) {
  return Number{} + x;
}
template <>
constexpr Pair filled<Pair>(double x) {
  return Pair{x, x};
}

/// Whether it, or one of the two, is NaN.
inline bool has_nan(double x) { return std::isnan(x); }
inline bool has_nan(const Pair& x) { return std::isunordered(x[0], x[1]); }

/// x where it is larger, else y; NaN in either gives y. Never a branch, which would be foreseen
/// wrongly wherever either is as likely.
inline Pair larger(const Pair& x, const Pair& y) { return x > y ? x : y; }

/// The larger of each; NaN if either is.
inline Pair largest(const Pair& x, const Pair& y) {
  // All bits set are a NaN. Of y it comes through larger() by itself.
  using Bits = decltype(x != x);
  return reinterpret_cast<Pair>(reinterpret_cast<Bits>(larger(x, y)) | (x != x));
}

/// x where it is smaller, else y, likewise.
inline Pair smaller(const Pair& x, const Pair& y) { return x < y ? x : y; }

namespace detail {
using LoosePair = double __attribute__((vector_size(16), aligned(8), may_alias));
}
/// Two numbers that lie side by side anywhere. Not by std::memcpy, which GCC 12 has go through
/// memory.
inline Pair load_pair(const double* from) {
  return *reinterpret_cast<const detail::LoosePair*>(from);
}

/// The distances from 0.
inline Pair magnitude(const Pair& x) {
  using Bits = decltype(x < x);
  constexpr Bits all_but_sign{0x7fff'ffff'ffff'ffff, 0x7fff'ffff'ffff'ffff};
  return reinterpret_cast<Pair>(reinterpret_cast<Bits>(x) & all_but_sign);
}

/// The rise and the fall that a change is: of two numbers the one above 0, if any. NaN is 0.
inline Pair rise_and_fall(double change) { return larger(Pair{change, -change}, Pair{}); }

}  // namespace nautilus::features
