// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <type_traits>

#include "nautilus/features/kernel.hpp"

namespace nautilus::features {

/// A level that moves by a share of the distance to each value, the share being given anew on each
/// bar. REQUIRES of next(): no argument is NaN.
class AdaptiveLevel {
 public:
  /// `beginning` is where the level is before the first value.
  static double next(auto& self, double value, double beginning, double share) {
    const double before = std::isnan(self.level_) ? beginning : self.level_;
    const double level = before + share * (value - before);
    if constexpr (!std::is_const_v<std::remove_reference_t<decltype(self)>>) self.level_ = level;
    return level;
  }
  static void state(auto& self, auto& archive) { archive(self.level_); }

 private:
  double level_ = kNaN;
};

}  // namespace nautilus::features
