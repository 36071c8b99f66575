// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>

#include "nautilus/features/rolling_extremes.hpp"
#include "nautilus/features/volatility/average_true_range.hpp"

namespace nautilus::features {

/// How far the close is from the high and the low of the last bars, in mean true ranges.
class DistanceToExtremes {
 public:
  struct Params {
    int period = 20;
    int range_period = 14;

    static constexpr auto fields() {
      return std::tuple{
          field("period", &Params::period, "Bars whose extremes count", between(1, 10'000)),
          field("range_period", &Params::range_period, "Period of the mean true range",
                between(1, 10'000)),
      };
    }
  };

  static constexpr IndicatorSpec spec{
      .name = "distance_to_extremes",
      .title = "Distance to the extremes",
      .group = Group::support_resistance,
      .version = 2,  // Windows of one length lie side by side since.
      .inputs = {Input::high, Input::low, Input::close},
      .outputs = {{"to_high", "Way up to the highest high, in mean true ranges",
                   "no value while nothing has moved: while the mean true range is 0", 0.0},
                  {"to_low", "Way down to the lowest low, in mean true ranges",
                   "no value while nothing has moved: while the mean true range is 0", 0.0}},
      .formula =
          "(max h over period - c) / average_true_range(range_period), (c - min l over period) / "
          "average_true_range(range_period)",
      .gaps = "No value while a gap is in the window, nor on the bar after one",
      .reference = "Wilder, New Concepts in Technical Trading Systems (1978), for the unit",
  };

  static constexpr int warm_up(const Params& params) {
    return std::max(params.period - 1, params.range_period);
  }
  static constexpr int gap_recovery(const Params& params) { return std::max(params.period, 2); }

  explicit DistanceToExtremes(const Params& params)
      : window_(params.period), range_({.period = params.range_period}) {}

  static std::array<double, 2> next(auto& self, double high, double low, double close) {
    const Extremes window = feed(self.window_, high, low);
    const double range = feed(self.range_, high, low, close);
    if (range == 0.0) return {kNaN, kNaN};
    return {(window.highest - close) / range, (close - window.lowest) / range};
  }
  static void state(auto& self, auto& archive) { archive(self.window_, self.range_); }

 private:
  RollingExtremes window_;
  AverageTrueRange range_;
};

}  // namespace nautilus::features
