// SPDX-License-Identifier: MIT
#pragma once

#include <array>

#include "nautilus/features/extreme_age.hpp"
#include "nautilus/features/period_parameter.hpp"
#include "nautilus/features/rolling.hpp"

namespace nautilus::features {

/// How long ago the high and the low of the last bars were.
class BarsSinceExtremes {
 public:
  using Params = PeriodParams<20>;

  static constexpr IndicatorSpec spec{
      .name = "bars_since_extremes",
      .title = "Bars since the extremes",
      .group = Group::support_resistance,
      .inputs = {Input::high, Input::low},
      .outputs = {{"since_high", "Bars since the highest high, 0 on it", "0 while nothing moves",
                   0.0},
                  {"since_low", "Bars since the lowest low, 0 on it", "0 while nothing moves",
                   0.0}},
      .formula = "age of max h and of min l over period, the latest of equal ones",
      .gaps = "No value while a gap is in the window",
      .reference =
          "Chande, A Time Price Oscillator, Technical Analysis of Stocks and Commodities "
          "(September 1995), the ages of Aroon",
  };

  static constexpr int warm_up(const Params& params) { return params.period - 1; }
  static constexpr int gap_recovery(const Params& params) { return params.period; }

  explicit BarsSinceExtremes(const Params& params)
      : highest_(params.period), lowest_(params.period) {}

  static std::array<double, 2> next(auto& self, double high, double low) {
    const auto highest = feed(self.highest_, HighestAt{high});
    const auto lowest = feed(self.lowest_, HighestAt{-low});
    if (!highest || std::isnan(highest->value + lowest->value)) return {kNaN, kNaN};
    return {highest->age, lowest->age};
  }
  static void state(auto& self, auto& archive) { archive(self.highest_, self.lowest_); }

 private:
  RollingFold<HighestAt> highest_;
  RollingFold<HighestAt> lowest_;
};

}  // namespace nautilus::features
