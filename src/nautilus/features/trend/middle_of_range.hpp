// SPDX-License-Identifier: MIT
#pragma once

#include "nautilus/features/rolling_extremes.hpp"

namespace nautilus::features {

/// The middle between the highest high and the lowest low of the last `period` bars; NaN until
/// there are so many, and while one is NaN.
class MiddleOfRange {
 public:
  explicit MiddleOfRange(int period) : window_(period) {}

  static double next(auto& self, double high, double low) {
    const Extremes window = feed(self.window_, high, low);
    return 0.5 * (window.highest + window.lowest);
  }
  static void state(auto& self, auto& archive) { archive(self.window_); }

 private:
  RollingExtremes window_;
};

}  // namespace nautilus::features
