// SPDX-License-Identifier: MIT
#pragma once

#include "nautilus/features/period_parameter.hpp"
#include "nautilus/features/recursive.hpp"
#include "nautilus/features/rolling.hpp"

namespace nautilus::features {

/// An exponential mean of closes that are carried on by their last move, to make up for its lag.
class Zlema {
 public:
  using Params = PeriodParams<20, 3>;

  static constexpr IndicatorSpec spec{
      .name = "zlema",
      .title = "Zero lag exponential moving average",
      .group = Group::trend,
      .inputs = {Input::close},
      .outputs = {{"zlema", "Smoothed close, a price", "always defined"}},
      .formula = "ema(2 * c - c[-lag], period), lag = floor((period - 1) / 2)",
      .gaps =
          "The bar of a gap and the one lag bars later have no value; the mean passes them over",
      .reference = "Ehlers and Way, Zero Lag (Well, Almost), Stocks & Commodities 28:11 (2010)",
  };

  static constexpr int warm_up(const Params& params) {
    return (params.period - 1) / 2 + params.period - 1;
  }
  static constexpr int gap_recovery(const Params& params) { return (params.period - 1) / 2 + 1; }

  explicit Zlema(const Params& params)
      : earlier_((params.period - 1) / 2), mean_(SmoothedMean::exponential(params.period)) {}

  static double next(auto& self, double close) {
    const double earlier = feed(self.earlier_, close);
    return feed(self.mean_, 2.0 * close - earlier);
  }
  static void state(auto& self, auto& archive) { archive(self.earlier_, self.mean_); }

 private:
  Delay earlier_;
  SmoothedMean mean_;
};

}  // namespace nautilus::features
