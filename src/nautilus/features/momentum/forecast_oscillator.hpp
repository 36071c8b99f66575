// SPDX-License-Identifier: MIT
#pragma once

#include "nautilus/features/line_fit.hpp"
#include "nautilus/features/period_parameter.hpp"
#include "nautilus/features/recursive.hpp"
#include "nautilus/features/rolling.hpp"

namespace nautilus::features {

/// How far the close is from what the line through the bars before it led to.
class ForecastOscillator {
 public:
  using Params = PeriodParams<14, 2>;

  static constexpr IndicatorSpec spec{
      .name = "forecast_oscillator",
      .title = "Forecast oscillator",
      .group = Group::momentum,
      .version = 2,  // Windows are summed about a value of their own since.
      .inputs = {Input::close},
      .outputs = {{"forecast_oscillator", "Distance in percent of the close",
                   "0 while nothing moves, no value where the close is 0"}},
      .formula = "100 * (c - forecast[-1]) / c, forecast of linear_regression(c, period)",
      .gaps = "No value while a gap is in the window",
      .reference = "Chande, The New Technical Trader (1994), Forecast Oscillator",
  };

  static constexpr int warm_up(const Params& params) { return params.period; }
  static constexpr int gap_recovery(const Params& params) { return params.period + 1; }

  explicit ForecastOscillator(const Params& params) : closes_(params.period) {}

  static double next(auto& self, double close) {
    const auto line = feed(self.closes_, close);
    const double expected = feed(self.expected_, line.at(1));
    return close == 0.0 ? kNaN : 100.0 * ((close - expected) / close);
  }
  static void state(auto& self, auto& archive) { archive(self.closes_, self.expected_); }

 private:
  RollingLine closes_;
  Previous expected_;
};

}  // namespace nautilus::features
