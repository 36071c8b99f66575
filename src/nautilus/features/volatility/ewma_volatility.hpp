// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <tuple>

#include "nautilus/features/log_ratio.hpp"
#include "nautilus/features/recursive.hpp"

namespace nautilus::features {

/// Volatility from squared returns whose weight decays with age, as RiskMetrics has it.
class EwmaVolatility {
 public:
  struct Params {
    double decay = 0.94;
    int seed_period = 20;
    double bars_per_year = 252;

    static constexpr auto fields() {
      return std::tuple{
          field("decay", &Params::decay, "Weight of a return as a multiple of the next one's",
                between(0.5, 0.9999)),
          field("seed_period", &Params::seed_period, "Returns in the mean that it starts from",
                between(1, 10'000)),
          field("bars_per_year", &Params::bars_per_year, "Bars in a year, 252 of them daily",
                between(1, 40'000'000)),
      };
    }
  };

  static constexpr IndicatorSpec spec{
      .name = "ewma_volatility",
      .title = "Exponentially weighted volatility",
      .group = Group::volatility,
      .inputs = {Input::close},
      .outputs = {{"ewma_volatility", "Deviation of log returns per year, a fraction",
                   "0 while nothing has moved, no value where a close is not above 0", 0.0}},
      .formula =
          "sqrt(bars_per_year * m): m = decay * m[-1] + (1 - decay) * ln(c / c[-1])^2, at first "
          "the mean of seed_period squares",
      .gaps = "The bar of a gap and the one after it have no value; the mean passes them over",
      .reference = "J. P. Morgan, RiskMetrics Technical Document (1996), p. 82",
  };

  static constexpr int warm_up(const Params& params) { return params.seed_period; }
  static constexpr int gap_recovery(const Params& /*params*/) { return 2; }

  explicit EwmaVolatility(const Params& params)
      : bars_per_year_(params.bars_per_year),
        variance_(SmoothedMean::with_share(1.0 - params.decay, params.seed_period)) {}

  static double next(auto& self, double close) {
    const double growth = log_ratio(close, feed(self.previous_, close));
    return std::sqrt(self.bars_per_year_ * feed(self.variance_, growth * growth));
  }
  static void state(auto& self, auto& archive) { archive(self.previous_, self.variance_); }

 private:
  double bars_per_year_;
  Previous previous_;
  SmoothedMean variance_;
};

}  // namespace nautilus::features
