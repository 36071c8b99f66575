// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>

#include "nautilus/features/rolling.hpp"

namespace nautilus::features {

/// Where a close lies between the lowest low and the highest high of the last `period` bars: 0 at
/// the low, 1 at the high, 0.5 where they are equal. NaN until there are so many bars, while one of
/// them is NaN, and where the close is.
class RangePosition {
 public:
  explicit RangePosition(int period) : highest_(period), lowest_(period) {}

  static double next(auto& self, double high, double low, double close) {
    const auto highest = feed(self.highest_, Maximum{high});
    const auto lowest = feed(self.lowest_, Minimum{low});
    if (!highest || std::isnan(close)) return kNaN;
    const double range = highest->value - lowest->value;
    return range == 0.0 ? 0.5 : (close - lowest->value) / range;
  }
  static void state(auto& self, auto& archive) { archive(self.highest_, self.lowest_); }

 private:
  RollingFold<Maximum> highest_;
  RollingFold<Minimum> lowest_;
};

}  // namespace nautilus::features
