// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cmath>

#include "nautilus/features/period_parameter.hpp"
#include "nautilus/features/rolling_extremes.hpp"

namespace nautilus::features {

/// The close as a share of the highest close of a year, and as a multiple of the lowest.
class NearnessToExtremes {
 public:
  using Params = PeriodParams<252>;

  static constexpr IndicatorSpec spec{
      .name = "nearness_to_extremes",
      .title = "Nearness to the extremes",
      .group = Group::support_resistance,
      .version = 2,  // Windows of one length lie side by side since.
      .inputs = {Input::close},
      .outputs = {{"of_high", "Close as a share of the highest one",
                   "1 while nothing moves, no value where that is 0", 0.0, 1.0},
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

  explicit NearnessToExtremes(const Params& params) : window_(params.period) {}

  static std::array<double, 2> next(auto& self, double close) {
    const Extremes window = feed(self.window_, close, close);
    return {window.highest == 0.0 ? kNaN : close / window.highest,
            window.lowest == 0.0 ? kNaN : close / window.lowest};
  }
  static void state(auto& self, auto& archive) { archive(self.window_); }

 private:
  RollingExtremes window_;
};

}  // namespace nautilus::features
