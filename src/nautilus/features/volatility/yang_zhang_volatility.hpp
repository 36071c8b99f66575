// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>

#include "nautilus/features/recursive.hpp"
#include "nautilus/features/volatility/range_estimator.hpp"

namespace nautilus::features {

/// Volatility from the bars' prices and the steps between them, which neither a drift nor gaps
/// between sessions distort.
class YangZhangVolatility {
 public:
  using Params = RangeEstimatorParams;

  static constexpr IndicatorSpec spec{
      .name = "yang_zhang_volatility",
      .title = "Yang-Zhang volatility",
      .group = Group::volatility,
      .inputs = {Input::open, Input::high, Input::low, Input::close},
      .outputs = {{"yang_zhang_volatility", "Deviation of log returns per year, a fraction",
                   "0 while nothing moves, no value where a price in the window is not above 0",
                   0.0}},
      .formula =
          "sqrt(bars_per_year * (V(ln(o / c[-1])) + k V(ln(c / o)) + (1 - k) RS)): V the sample "
          "variance over period, RS the mean of Rogers and Satchell, k = 0.34 / (1.34 + (period + "
          "1) / (period - 1))",
      .gaps = "No value while a gap or the bar after one is in the window",
      .reference =
          "Yang and Zhang, Drift-Independent Volatility Estimation Based on High, Low, Open, and "
          "Close Prices, Journal of Business 73 (2000), p. 477",
  };

  static constexpr int warm_up(const Params& params) { return params.period; }
  static constexpr int gap_recovery(const Params& params) { return params.period + 1; }

  explicit YangZhangVolatility(const Params& params)
      : bars_per_year_(params.bars_per_year),
        share_(0.34 / (1.34 + (params.period + 1.0) / (params.period - 1.0))),
        steps_(params.period),
        changes_(params.period),
        ranges_(params.period) {}

  // The first bar has no step; it stands in the window as a NaN.
  static double next(auto& self, double open, double high, double low, double close) {
    const double step = log_ratio(open, feed(self.previous_, close));
    const double range = log_ratio(high, close) * log_ratio(high, open) +
                         log_ratio(low, close) * log_ratio(low, open);
    const auto steps = feed(self.steps_, Moments::of(step));
    const auto changes = feed(self.changes_, Moments::of(log_ratio(close, open)));
    const double ranges = feed(self.ranges_, range);
    if (!steps || !changes) return kNaN;
    const double divisor = steps->count - 1.0;
    const double variance = steps->squares / divisor + self.share_ * changes->squares / divisor +
                            (1.0 - self.share_) * ranges;
    return std::sqrt(self.bars_per_year_ * variance);
  }
  static void state(auto& self, auto& archive) {
    archive(self.previous_, self.steps_, self.changes_, self.ranges_);
  }

 private:
  double bars_per_year_;
  double share_;
  Previous previous_;
  RollingFold<Moments> steps_;
  RollingFold<Moments> changes_;
  RollingMean ranges_;
};

}  // namespace nautilus::features
