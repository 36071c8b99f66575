// SPDX-License-Identifier: MIT
#pragma once

#include "nautilus/features/period_parameter.hpp"
#include "nautilus/features/rolling.hpp"
#include "nautilus/features/window.hpp"

namespace nautilus::features {

/// How far the last values lie from their mean, on average.
class MeanAbsoluteDeviation {
 public:
  using Params = PeriodParams<20, 1>;

  static constexpr IndicatorSpec spec{
      .name = "mean_absolute_deviation",
      .title = "Mean absolute deviation",
      .group = Group::statistics,
      .inputs = {Input::close},
      .outputs = {{"mean_absolute_deviation",
                   "Mean distance from the mean, in the unit of the values",
                   "0 while nothing moves", 0.0}},
      .formula = "mean over period of |c - mean c|; O(period)",
      .gaps = "No value while a gap is in the window",
      .reference = "Lambert, Commodity Channel Index, Commodities (1980): its divisor",
      .cost = Cost::window,
  };

  static constexpr int warm_up(const Params& params) { return params.period - 1; }
  static constexpr int gap_recovery(const Params& params) { return params.period; }

  explicit MeanAbsoluteDeviation(const Params& params)
      : mean_(params.period), deviation_(params.period) {}

  static double next(auto& self, double value) {
    return feed(self.deviation_, value, feed(self.mean_, value));
  }
  static void state(auto& self, auto& archive) { archive(self.mean_, self.deviation_); }

 private:
  RollingMean mean_;
  MeanDeviation deviation_;
};

}  // namespace nautilus::features
