// SPDX-License-Identifier: MIT
#pragma once

#include "nautilus/features/volatility/range_estimator.hpp"

namespace nautilus::features {

/// Volatility from the bars' ranges: five times as efficient as closes, for a price without drift
/// or jumps.
class ParkinsonVolatility {
 public:
  using Params = RangeEstimatorParams;

  static constexpr IndicatorSpec spec{
      .name = "parkinson_volatility",
      .title = "Parkinson volatility",
      .group = Group::volatility,
      .inputs = {Input::high, Input::low},
      .outputs = {{"parkinson_volatility", "Deviation of log returns per year, a fraction",
                   "0 while nothing moves, no value where a price in the window is not above 0",
                   0.0}},
      .formula = "sqrt(bars_per_year * mean over period of ln(h / l)^2 / (4 ln 2))",
      .gaps = "No value while a gap is in the window",
      .reference =
          "Parkinson, The Extreme Value Method for Estimating the Variance of the Rate of Return, "
          "Journal of Business 53 (1980), p. 62",
  };

  static constexpr int warm_up(const Params& params) { return params.period - 1; }
  static constexpr int gap_recovery(const Params& params) { return params.period; }

  explicit ParkinsonVolatility(const Params& params) : deviation_(params) {}

  static double next(auto& self, double high, double low) {
    constexpr double four_ln_2 = 2.772588722239781;
    const double range = log_ratio(high, low);
    return feed(self.deviation_, range * range / four_ln_2);
  }
  static void state(auto& self, auto& archive) { archive(self.deviation_); }

 private:
  AnnualDeviation deviation_;
};

}  // namespace nautilus::features
