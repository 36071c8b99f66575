// SPDX-License-Identifier: MIT
#pragma once

#include "nautilus/features/period_parameter.hpp"
#include "nautilus/features/rolling.hpp"

namespace nautilus::features {

/// The mean of a mean: the closes in the middle of the window count most.
class Trima {
 public:
  using Params = PeriodParams<20, 1>;

  static constexpr IndicatorSpec spec{
      .name = "trima",
      .title = "Triangular moving average",
      .group = Group::trend,
      .inputs = {Input::close},
      .outputs = {{"trima", "Weighted mean close, a price", "always defined"}},
      .formula = "sma(sma(c, n), m); n = floor(period / 2) + 1, m = period + 1 - n",
      .gaps = "No value while a gap is in the window",
      .reference = "Achelis, Technical Analysis from A to Z (2000), Moving Averages: triangular",
  };

  static constexpr int warm_up(const Params& params) { return params.period - 1; }
  static constexpr int gap_recovery(const Params& params) { return params.period; }

  explicit Trima(const Params& params)
      : inner_(params.period / 2 + 1), outer_(params.period - params.period / 2) {}

  static double next(auto& self, double close) {
    return feed(self.outer_, feed(self.inner_, close));
  }
  static void state(auto& self, auto& archive) { archive(self.inner_, self.outer_); }

 private:
  RollingMean inner_;
  RollingMean outer_;
};

}  // namespace nautilus::features
