// SPDX-License-Identifier: MIT
#pragma once

#include "nautilus/features/period_parameter.hpp"
#include "nautilus/features/rolling_powers.hpp"
#include "nautilus/features/statistics/shape.hpp"

namespace nautilus::features {

/// How much heavier the tails of the last values are than those of a normal distribution.
class Kurtosis {
 public:
  using Params = PeriodParams<60, 4>;

  static constexpr IndicatorSpec spec{
      .name = "kurtosis",
      .title = "Excess kurtosis",
      .group = Group::statistics,
      .inputs = {Input::close},
      .outputs = {{"kurtosis",
                   "Fourth standardised moment less 3, unbiased where values are normal: 0 for a "
                   "normal distribution",
                   "no value while nothing moves"}},
      .formula =
          "((n + 1) g + 6) (n - 1) / ((n - 2) (n - 3)) with g = m4 / m2^2 - 3: m2 and m4 the "
          "central moments of c over n = period bars",
      .gaps = "No value while a gap is in the window",
      .reference =
          "Joanes and Gill, Comparing Measures of Sample Skewness and Kurtosis, The Statistician "
          "47 (1998): G2, as pandas and spreadsheets have it",
  };

  static constexpr int warm_up(const Params& params) { return params.period - 1; }
  static constexpr int gap_recovery(const Params& params) { return params.period; }

  explicit Kurtosis(const Params& params) : count_(params.period), powers_(params.period) {}

  static double next(auto& self, double value) {
    const auto window = feed(self.powers_, value);
    if (!window.full) return kNaN;
    return sample_kurtosis(CentralMoments<4>::of(window, self.count_), self.count_);
  }
  static void state(auto& self, auto& archive) { archive(self.powers_); }

 private:
  double count_;
  RollingPowers<4> powers_;
};

}  // namespace nautilus::features
