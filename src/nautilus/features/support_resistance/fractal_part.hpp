// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <tuple>

#include "nautilus/features/extreme_age.hpp"
#include "nautilus/features/rolling.hpp"

namespace nautilus::features {

/// The parameters of what is taken from fractals.
struct FractalParams {
  int span = 2;

  static constexpr auto fields() {
    return std::tuple{field("span", &FractalParams::span, "Bars on either side that lie below",
                            between(1, 5'000))};
  }
};

/// A value that lies above the `span` values before and the `span` values after it, given `span`
/// bars later, when it is confirmed; NaN on all other bars.
class ConfirmedPeak {
 public:
  explicit ConfirmedPeak(int span) : span_(span), latest_(2 * span + 1), earliest_(2 * span + 1) {}

  // The peak is alone where the latest and the earliest of the highest values are both in the
  // middle.
  static double next(auto& self, double value) {
    const auto [highest, latest] = feed(self.latest_, value);
    const double earliest = feed(self.earliest_, value)[1];
    const bool is_alone = latest == self.span_ && earliest == self.span_;
    return is_alone ? highest : kNaN;
  }
  static void state(auto& self, auto& archive) { archive(self.latest_, self.earliest_); }

 private:
  double span_;
  RollingHighest<Tie::latest> latest_;
  RollingHighest<Tie::earliest> earliest_;
};

}  // namespace nautilus::features
