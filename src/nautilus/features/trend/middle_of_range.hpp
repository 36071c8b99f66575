// SPDX-License-Identifier: MIT
#pragma once

#include "nautilus/features/rolling.hpp"

namespace nautilus::features {

/// The middle between the highest high and the lowest low of the last `period` bars; NaN until
/// there are so many, and while one is NaN.
class MiddleOfRange {
 public:
  explicit MiddleOfRange(int period) : extremes_(period) {}

  template <class Value>
  static Value next(auto& self, Value high, Value low) {
    const auto [highest, lowest] = feed(self.extremes_, high, low);
    return 0.5 * (highest + lowest);
  }
  static void state(auto& self, auto& archive) { archive(self.extremes_); }

 private:
  WindowRange extremes_;
};

}  // namespace nautilus::features
