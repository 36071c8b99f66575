// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <type_traits>

#include "nautilus/features/kernel.hpp"

namespace nautilus::features {

/// A level that moves by a share of the distance to each value, the share being given anew on each
/// bar. Where that is NaN it stays and has no answer. REQUIRES of next(): otherwise no argument is.
class AdaptiveLevel {
 public:
  /// `beginning` is where the level is before the first value.
  static double next(auto& self, double value, double beginning, double share) {
    if (std::isnan(share)) return kNaN;
    const double before = std::isnan(self.level_) ? beginning : self.level_;
    const double level = before + share * (value - before);
    if constexpr (!std::is_const_v<std::remove_reference_t<decltype(self)>>) self.level_ = level;
    return level;
  }
  static Lanes next(AdaptiveLevel& self, const Lanes& values, const Lanes& beginnings,
                    const Lanes& shares) {
    if (std::isnan(self.level_) || any(is_nan(shares))) [[unlikely]] {
      const auto step = [&](auto... each) { return next(self, each...); };
      return Lanes::in_order(step, values, beginnings, shares);
    }
    double level = self.level_;
    const auto move = [&](double value, double share) { return level += share * (value - level); };
    const Lanes levels = Lanes::in_order(move, values, shares);
    self.level_ = level;
    return levels;
  }
  static void state(auto& self, auto& archive) { archive(self.level_); }

 private:
  double level_ = kNaN;
};

}  // namespace nautilus::features
