// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cmath>

#include "nautilus/features/period_parameter.hpp"
#include "nautilus/features/rolling.hpp"

namespace nautilus::features {

/// The close as a share of the highest close of a year, and as a multiple of the lowest.
class NearnessToExtremes {
 public:
  using Params = PeriodParams<252>;

  static constexpr IndicatorSpec spec{
      .name = "nearness_to_extremes",
      .title = "Nearness to the extremes",
      .group = Group::support_resistance,
      .inputs = {Input::close},
      .outputs = {{"of_high", "Close as a share of the highest one",
                   "1 while nothing moves, no value where that is 0"},
                  {"of_low", "Close as a multiple of the lowest one",
                   "1 while nothing moves, no value where that is 0"}},
      .formula = "c / max c over period, c / min c over period",
      .gaps = "No value while a gap is in the window",
      .reference =
          "George and Hwang, The 52-Week High and Momentum Investing, Journal of Finance 59 "
          "(2004), p. 2146",
  };

  static constexpr int warm_up(const Params& params) { return params.period - 1; }
  static constexpr int gap_recovery(const Params& params) { return params.period; }

  explicit NearnessToExtremes(const Params& params)
      : highest_(params.period), lowest_(params.period) {}

  static std::array<double, 2> next(auto& self, double close) {
    const auto highest = feed(self.highest_, Maximum{close});
    const auto lowest = feed(self.lowest_, Minimum{close});
    if (!highest) return {kNaN, kNaN};
    return {highest->value == 0.0 ? kNaN : close / highest->value,
            lowest->value == 0.0 ? kNaN : close / lowest->value};
  }
  static void state(auto& self, auto& archive) { archive(self.highest_, self.lowest_); }

 private:
  RollingFold<Maximum> highest_;
  RollingFold<Minimum> lowest_;
};

}  // namespace nautilus::features
