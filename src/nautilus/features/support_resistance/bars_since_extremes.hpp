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
      .version = 2,  // Windows of one length lie side by side since.
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

  explicit BarsSinceExtremes(const Params& params) : extremes_(params.period) {}

  static std::array<double, 2> next(auto& self, double high, double low) {
    const auto extremes = feed(self.extremes_, HighestPairAt{{high, -low}});
    if (!extremes || has_nan(extremes->values)) return {kNaN, kNaN};
    const Pair ages = extremes->ages;
    return {ages[0], ages[1]};
  }
  static void state(auto& self, auto& archive) { archive(self.extremes_); }

 private:
  RollingFold<HighestPairAt> extremes_;  ///< Of the highs and of the negated lows.
};

}  // namespace nautilus::features
