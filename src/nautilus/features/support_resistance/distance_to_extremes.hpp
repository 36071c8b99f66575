// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>

#include "nautilus/features/rolling.hpp"
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
      : highest_(params.period), lowest_(params.period), range_({.period = params.range_period}) {}

  static std::array<double, 2> next(auto& self, double high, double low, double close) {
    const auto highest = feed(self.highest_, Maximum{high});
    const auto lowest = feed(self.lowest_, Minimum{low});
    const double range = feed(self.range_, high, low, close);
    if (!highest || range == 0.0) return {kNaN, kNaN};
    return {(highest->value - close) / range, (close - lowest->value) / range};
  }
  static void state(auto& self, auto& archive) {
    archive(self.highest_, self.lowest_, self.range_);
  }

 private:
  RollingFold<Maximum> highest_;
  RollingFold<Minimum> lowest_;
  AverageTrueRange range_;
};

}  // namespace nautilus::features
