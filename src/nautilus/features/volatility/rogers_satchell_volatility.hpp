// SPDX-License-Identifier: MIT
#pragma once

#include "nautilus/features/volatility/range_estimator.hpp"

namespace nautilus::features {

/// Volatility from the bars' prices that a drift does not distort; what happens between sessions is
/// not in it.
class RogersSatchellVolatility {
 public:
  using Params = RangeEstimatorParams;

  static constexpr IndicatorSpec spec{
      .name = "rogers_satchell_volatility",
      .title = "Rogers-Satchell volatility",
      .group = Group::volatility,
      .inputs = {Input::open, Input::high, Input::low, Input::close},
      .outputs = {{"rogers_satchell_volatility", "Deviation of log returns per year, a fraction",
                   "0 while nothing moves, no value where a price in the window is not above 0",
                   0.0}},
      .formula =
          "sqrt(bars_per_year * mean over period of ln(h / c) ln(h / o) + ln(l / c) ln(l / o))",
      .gaps = "No value while a gap is in the window",
      .reference =
          "Rogers and Satchell, Estimating Variance from High, Low and Closing Prices, Annals of "
          "Applied Probability 1 (1991), p. 506",
  };

  static constexpr int warm_up(const Params& params) { return params.period - 1; }
  static constexpr int gap_recovery(const Params& params) { return params.period; }

  explicit RogersSatchellVolatility(const Params& params) : deviation_(params) {}

  static double next(auto& self, double open, double high, double low, double close) {
    const double above = log_ratio(high, close) * log_ratio(high, open);
    const double below = log_ratio(low, close) * log_ratio(low, open);
    return feed(self.deviation_, above + below);
  }
  static void state(auto& self, auto& archive) { archive(self.deviation_); }

 private:
  AnnualDeviation deviation_;
};

}  // namespace nautilus::features
