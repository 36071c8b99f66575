// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>

#include "nautilus/features/kernel.hpp"
#include "nautilus/features/pair.hpp"

namespace nautilus::features {

/// The highest value and how many bars ago it was, the latest of equal ones; NaN if one is among
/// them. An element for RollingFold; the lowest value is the highest of the negated ones.
struct HighestAt {
  double value = 0;
  double count = 1;
  double age = 0;

  static HighestAt combine(const HighestAt& older, const HighestAt& newer) {
    const double count = older.count + newer.count;
    if (std::isnan(older.value) || older.value > newer.value) {
      return {older.value, count, older.age + newer.count};
    }
    return {newer.value, count, newer.age};
  }
  static void state(auto& self, auto& archive) { archive(self.value, self.count, self.age); }
};

/// The same of two values side by side.
struct HighestPairAt {
  Pair values{};
  Pair ages{};
  double count = 1;

  static HighestPairAt combine(const HighestPairAt& older, const HighestPairAt& newer) {
    const auto stays = (older.values > newer.values) | (older.values != older.values);
    return {stays ? older.values : newer.values, stays ? older.ages + newer.count : newer.ages,
            older.count + newer.count};
  }
  static void state(auto& self, auto& archive) { archive(self.values, self.ages, self.count); }
};

}  // namespace nautilus::features
