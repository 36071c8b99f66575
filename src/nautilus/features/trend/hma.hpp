// SPDX-License-Identifier: MIT
#pragma once

#include "nautilus/features/period_parameter.hpp"
#include "nautilus/features/weighted_mean.hpp"

namespace nautilus::features {

/// A weighted mean led by the distance to a shorter one, then smoothed over the root of its
/// window.
class Hma {
 public:
  using Params = PeriodParams<14, 2>;

  static constexpr IndicatorSpec spec{
      .name = "hma",
      .title = "Hull moving average",
      .group = Group::trend,
      .version = 2,  // Windows are summed about a value of their own since.
      .inputs = {Input::close},
      .outputs = {{"hma", "Weighted mean close, a price", "always defined"}},
      .formula = "wma(2 * wma(c, floor(period / 2)) - wma(c, period), floor(sqrt(period)))",
      .gaps = "No value while a gap is in the window",
      .reference = "Hull, Hull Moving Average (2005), alanhull.com/hull-moving-average",
  };

  static constexpr int warm_up(const Params& params) {
    return params.period + root(params.period) - 2;
  }
  static constexpr int gap_recovery(const Params& params) {
    return params.period + root(params.period) - 1;
  }

  explicit Hma(const Params& params)
      : half_(params.period / 2), whole_(params.period), smooth_(root(params.period)) {}

  static double next(auto& self, double close) {
    const double half = feed(self.half_, close);
    const double whole = feed(self.whole_, close);
    return feed(self.smooth_, 2.0 * half - whole);
  }
  static void state(auto& self, auto& archive) { archive(self.half_, self.whole_, self.smooth_); }

 private:
  static constexpr int root(int period) {
    int whole = 1;
    while ((whole + 1) * (whole + 1) <= period) ++whole;
    return whole;
  }

  WeightedMean half_;
  WeightedMean whole_;
  WeightedMean smooth_;
};

}  // namespace nautilus::features
