// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <type_traits>
#include <utility>

#include "nautilus/features/spec.hpp"

namespace nautilus::features {

// A kernel's algorithm is written once, as `static auto next(auto& self, double...)`. On a kernel
// that may change it takes the bar in; on a const one the very same code only says what it would
// answer, because every part of it does so in turn. Hence peek and update cannot disagree.

/// Gives values to a kernel or to a part of one: it takes them in unless it is const.
template <class Kernel, class... Values>
constexpr auto feed(Kernel& kernel, const Values&... values) {
  return std::remove_const_t<Kernel>::next(kernel, values...);
}

/// Takes one bar in and answers its values.
template <class Kernel>
auto update(Kernel& kernel, std::convertible_to<double> auto... values) {
  return feed(kernel, static_cast<double>(values)...);
}

/// What update() would answer for a bar that is still forming; the kernel stays as it is.
template <class Kernel>
auto peek(const Kernel& kernel, std::convertible_to<double> auto... values) {
  return feed(kernel, static_cast<double>(values)...);
}

/// A streaming indicator: one class that declares its parameters, its spec, its warm-up and its
/// algorithm. sma.hpp is the smallest.
template <class I>
concept Indicator = requires(const typename I::Params& params, I& indicator) {
  { I::spec } -> std::convertible_to<const IndicatorSpec&>;
  I::Params::fields();
  /// Leading bars without a value: a number, or one per output.
  I::warm_up(params);
  /// Bars without a value from a gap in all inputs on, the gap's own bar included: a number, or one
  /// per output.
  I::gap_recovery(params);
  I(params);
};

// One whose window is gone through more or less often than once a bar says how many bars that is on
// average, `static int bars_anew(params)`.

/// A number for each of so many outputs, from one that holds for all or one per output.
template <std::size_t outputs, class Numbers>
constexpr std::array<int, outputs> per_output(const Numbers& numbers) {
  if constexpr (std::integral<Numbers>) {
    std::array<int, outputs> each{};
    each.fill(numbers);
    return each;
  } else {
    return numbers;
  }
}

/// The declared warm-up of each output.
template <Indicator I>
constexpr auto warm_ups(const typename I::Params& params) {
  return per_output<I::spec.outputs.size()>(I::warm_up(params));
}

/// The declared recovery of each output from a gap.
template <Indicator I>
constexpr auto gap_recoveries(const typename I::Params& params) {
  return per_output<I::spec.outputs.size()>(I::gap_recovery(params));
}

}  // namespace nautilus::features
