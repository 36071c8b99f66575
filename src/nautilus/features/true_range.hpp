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
  template <class Value>
  static Value next(auto& self, Value high, Value low, Value close) {
    const Value previous = feed(self.previous_, close);
    const Value range = larger(high, previous) - smaller(low, previous);
    return choose(is_nan(high + low + close + previous), kNaN, range);
  }
  static void state(auto& self, auto& archive) { archive(self.previous_); }

 private:
  Previous previous_;
};

}  // namespace nautilus::features
