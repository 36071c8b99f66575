// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>

#include "nautilus/features/rolling_extremes.hpp"

namespace nautilus::features {

/// Where a close lies between the lowest low and the highest high of the last `period` bars: 0 at
/// the low, 1 at the high, 0.5 where they are equal. NaN until there are so many bars, while one of
/// them is NaN, and where the close is.
class RangePosition {
 public:
  explicit RangePosition(int period) : window_(period) {}

  static double next(auto& self, double high, double low, double close) {
    const Extremes window = feed(self.window_, high, low);
    if (std::isnan(close)) return kNaN;
    const double range = window.range();
    return range == 0.0 ? 0.5 : (close - window.lowest) / range;
  }
  static void state(auto& self, auto& archive) { archive(self.window_); }

 private:
  RollingExtremes window_;
};

}  // namespace nautilus::features
