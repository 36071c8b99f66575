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
  explicit RangePosition(int period) : range_(period) {}

  template <class Value>
  static Value next(auto& self, Value high, Value low, Value close) {
    const auto [highest, lowest] = feed(self.range_, high, low);
    const Value range = highest - lowest;
    return choose(range == 0.0, 0.5 + (close - close), (close - lowest) / range);
  }
  static void state(auto& self, auto& archive) { archive(self.range_); }

 private:
  WindowRange range_;
};

}  // namespace nautilus::features
