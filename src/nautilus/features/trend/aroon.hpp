// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cmath>

#include "nautilus/features/extreme_age.hpp"
#include "nautilus/features/period_parameter.hpp"
#include "nautilus/features/rolling.hpp"

namespace nautilus::features {

/// How recent the highest high and the lowest low are.
class Aroon {
 public:
  using Params = PeriodParams<25, 1>;

  static constexpr IndicatorSpec spec{
      .name = "aroon",
      .title = "Aroon",
      .group = Group::trend,
      .version = 2,  // Windows of one length lie side by side since.
      .inputs = {Input::high, Input::low},
      .outputs = {{"up", "Recency of the highest high, 100 when it is this bar",
                   "100 while nothing moves: the latest of equal highs counts", 0.0, 100.0},
                  {"down", "Recency of the lowest low, 100 when it is this bar",
                   "100 while nothing moves: the latest of equal lows counts", 0.0, 100.0},
                  {"oscillator", "up minus down", "0 while nothing moves", -100.0, 100.0}},
      .formula = "100 * (period - bars since the extreme of the last period + 1 bars) / period",
      .gaps = "No value while a gap is in the window",
      .reference =
          "Chande, A Time Price Oscillator, Stocks & Commodities 13:9 (1995); ties as in TA-Lib",
  };

  static constexpr int warm_up(const Params& params) { return params.period; }
  static constexpr int gap_recovery(const Params& params) { return params.period + 1; }

  explicit Aroon(const Params& params) : period_(params.period), extremes_(params.period + 1) {}

  static std::array<double, 3> next(auto& self, double high, double low) {
    const auto extremes = feed(self.extremes_, HighestPairAt{{high, -low}});
    if (!extremes || has_nan(extremes->values)) return {kNaN, kNaN, kNaN};
    const Pair recency = 100.0 * (self.period_ - extremes->ages) / self.period_;
    return {recency[0], recency[1], recency[0] - recency[1]};
  }
  static void state(auto& self, auto& archive) { archive(self.extremes_); }

 private:
  double period_;
  RollingFold<HighestPairAt> extremes_;  ///< Of the highs and of the negated lows.
};

}  // namespace nautilus::features
