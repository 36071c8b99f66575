// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <tuple>

#include "nautilus/features/log_ratio.hpp"
#include "nautilus/features/rolling.hpp"

namespace nautilus::features {

/// The parameters that the estimators of volatility from a bar's prices have in common.
struct RangeEstimatorParams {
  int period = 20;
  double bars_per_year = 252;

  static constexpr auto fields() {
    return std::tuple{
        field("period", &RangeEstimatorParams::period, "Bars in the mean", between(2, 10'000)),
        field("bars_per_year", &RangeEstimatorParams::bars_per_year,
              "Bars in a year, 252 of them daily", between(1, 40'000'000)),
    };
  }
};

/// The deviation per year that belongs to the mean of the bars' variances.
class AnnualDeviation {
 public:
  explicit AnnualDeviation(const RangeEstimatorParams& params)
      : bars_per_year_(params.bars_per_year), mean_(params.period) {}

  static double next(auto& self, double variance) {
    return std::sqrt(self.bars_per_year_ * feed(self.mean_, variance));
  }
  static void state(auto& self, auto& archive) { archive(self.mean_); }

 private:
  double bars_per_year_;
  RollingMean mean_;
};

}  // namespace nautilus::features
