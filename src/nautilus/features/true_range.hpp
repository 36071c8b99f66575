// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>

#include "nautilus/features/recursive.hpp"

namespace nautilus::features {

/// What a bar covers, the step from the close before it included; NaN on the first bar, a gap and
/// the bar after one.
class TrueRange {
 public:
  static double next(auto& self, double high, double low, double close) {
    const double previous = feed(self.previous_, close);
    if (std::isnan(high + low + close + previous)) return kNaN;
    return std::max(high, previous) - std::min(low, previous);
  }
  static void state(auto& self, auto& archive) { archive(self.previous_); }

 private:
  Previous previous_;
};

}  // namespace nautilus::features
