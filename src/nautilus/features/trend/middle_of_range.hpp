// SPDX-License-Identifier: MIT
#pragma once

#include "nautilus/features/rolling.hpp"

namespace nautilus::features {

/// The middle between the highest high and the lowest low of the last `period` bars; NaN until
/// there are so many, and while one is NaN.
class MiddleOfRange {
 public:
  explicit MiddleOfRange(int period) : highest_(period), lowest_(period) {}

  static double next(auto& self, double high, double low) {
    const auto highest = feed(self.highest_, Maximum{high});
    const auto lowest = feed(self.lowest_, Minimum{low});
    return highest ? 0.5 * (highest->value + lowest->value) : kNaN;
  }
  static void state(auto& self, auto& archive) { archive(self.highest_, self.lowest_); }

 private:
  RollingFold<Maximum> highest_;
  RollingFold<Minimum> lowest_;
};

}  // namespace nautilus::features
