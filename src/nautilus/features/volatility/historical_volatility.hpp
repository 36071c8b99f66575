// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>

#include "nautilus/features/recursive.hpp"
#include "nautilus/features/volatility/range_estimator.hpp"

namespace nautilus::features {

/// The standard deviation of log returns, per year: what the estimators from ranges are measured
/// against.
class HistoricalVolatility {
 public:
  using Params = RangeEstimatorParams;

  static constexpr IndicatorSpec spec{
      .name = "historical_volatility",
      .title = "Historical volatility",
      .group = Group::volatility,
      .inputs = {Input::close},
      .outputs = {{"historical_volatility", "Deviation of log returns per year, a fraction",
                   "0 while nothing moves, no value where a close in the window is not above 0",
                   0.0}},
      .formula = "sample deviation of ln(c / c[-1]) over period * sqrt(bars_per_year)",
      .gaps = "No value while a gap is in the window; one gap makes two returns unknown",
      .reference = "Hull, Options, Futures, and Other Derivatives (2018), chapter 15.4",
  };

  static constexpr int warm_up(const Params& params) { return params.period; }
  static constexpr int gap_recovery(const Params& params) { return params.period + 1; }

  explicit HistoricalVolatility(const Params& params)
      : scale_(std::sqrt(params.bars_per_year)), returns_(params.period) {}

  static double next(auto& self, double close) {
    const double growth = log_ratio(close, feed(self.previous_, close));
    const auto returns = feed(self.returns_, Moments::of(growth));
    return returns ? self.scale_ * returns->sample_deviation() : kNaN;
  }
  static void state(auto& self, auto& archive) { archive(self.previous_, self.returns_); }

 private:
  double scale_;
  Previous previous_;
  RollingFold<Moments> returns_;
};

}  // namespace nautilus::features
