// SPDX-License-Identifier: MIT
#pragma once

#include "nautilus/features/period_parameter.hpp"
#include "nautilus/features/rolling.hpp"

namespace nautilus::features {

/// How many deviations a value lies from the mean of the last ones.
class ZScore {
 public:
  using Params = PeriodParams<20, 2>;

  static constexpr IndicatorSpec spec{
      .name = "zscore",
      .title = "Z-score",
      .group = Group::statistics,
      .inputs = {Input::close},
      .outputs = {{"zscore", "Distance from the mean in population deviations",
                   "no value while nothing moves"}},
      .formula = "(c - mean c) / population deviation of c, both over period",
      .gaps = "No value while a gap is in the window",
      .reference = "Bollinger, Bollinger on Bollinger Bands (2001)",
  };

  static constexpr int warm_up(const Params& params) { return params.period - 1; }
  static constexpr int gap_recovery(const Params& params) { return params.period; }

  explicit ZScore(const Params& params) : values_(params.period) {}

  static double next(auto& self, double value) {
    const auto moments = feed(self.values_, Moments::of(value));
    if (!moments) return kNaN;
    const double deviation = moments->population_deviation();
    return deviation == 0.0 ? kNaN : (value - moments->mean) / deviation;
  }
  static void state(auto& self, auto& archive) { archive(self.values_); }

 private:
  RollingFold<Moments> values_;
};

}  // namespace nautilus::features
