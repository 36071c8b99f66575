// SPDX-License-Identifier: MIT
#pragma once

#include "nautilus/features/period_parameter.hpp"
#include "nautilus/features/rolling.hpp"

namespace nautilus::features {

/// The standard deviation that a window of values estimates.
class SampleDeviation {
 public:
  using Params = PeriodParams<20, 2>;

  static constexpr IndicatorSpec spec{
      .name = "sample_deviation",
      .title = "Sample standard deviation",
      .group = Group::statistics,
      .inputs = {Input::close},
      .outputs = {{"sample_deviation",
                   "Standard deviation with the divisor period - 1, in the unit of the values",
                   "0 while nothing moves", 0.0}},
      .formula = "sqrt(sum over period of (c - mean c)^2 / (period - 1))",
      .gaps = "No value while a gap is in the window",
      .reference =
          "Bessel's correction: Kendall and Stuart, The Advanced Theory of Statistics, volume 1 "
          "(1977)",
  };

  static constexpr int warm_up(const Params& params) { return params.period - 1; }
  static constexpr int gap_recovery(const Params& params) { return params.period; }

  explicit SampleDeviation(const Params& params) : values_(params.period) {}

  static double next(auto& self, double value) {
    const auto moments = feed(self.values_, Moments::of(value));
    return moments ? moments->sample_deviation() : kNaN;
  }
  static void state(auto& self, auto& archive) { archive(self.values_); }

 private:
  RollingFold<Moments> values_;
};

}  // namespace nautilus::features
