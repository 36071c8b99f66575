// SPDX-License-Identifier: MIT
#pragma once

#include "nautilus/features/volatility/range_estimator.hpp"

namespace nautilus::features {

/// Volatility from the bars' ranges and their changes, for a price without drift or jumps.
class GarmanKlassVolatility {
 public:
  using Params = RangeEstimatorParams;

  static constexpr IndicatorSpec spec{
      .name = "garman_klass_volatility",
      .title = "Garman-Klass volatility",
      .group = Group::volatility,
      .inputs = {Input::open, Input::high, Input::low, Input::close},
      .outputs = {{"garman_klass_volatility", "Deviation of log returns per year, a fraction",
                   "0 while nothing moves, no value where a price in the window is not above 0",
                   0.0}},
      .formula =
          "sqrt(bars_per_year * mean over period of ln(h / l)^2 / 2 - (2 ln 2 - 1) ln(c / o)^2)",
      .gaps = "No value while a gap is in the window",
      .reference =
          "Garman and Klass, On the Estimation of Security Price Volatilities from Historical "
          "Data, Journal of Business 53 (1980), p. 74: the practical estimator, without the gap "
          "between sessions",
  };

  static constexpr int warm_up(const Params& params) { return params.period - 1; }
  static constexpr int gap_recovery(const Params& params) { return params.period; }

  explicit GarmanKlassVolatility(const Params& params) : deviation_(params) {}

  static double next(auto& self, double open, double high, double low, double close) {
    constexpr double two_ln_2_less_1 = 0.3862943611198906;
    const double range = log_ratio(high, low);
    const double change = log_ratio(close, open);
    return feed(self.deviation_, 0.5 * range * range - two_ln_2_less_1 * change * change);
  }
  static void state(auto& self, auto& archive) { archive(self.deviation_); }

 private:
  AnnualDeviation deviation_;
};

}  // namespace nautilus::features
