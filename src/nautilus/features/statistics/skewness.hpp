// SPDX-License-Identifier: MIT
#pragma once

#include "nautilus/features/period_parameter.hpp"
#include "nautilus/features/rolling_powers.hpp"
#include "nautilus/features/statistics/shape.hpp"

namespace nautilus::features {

/// Whether the far tail of the last values lies above or below their mean.
class Skewness {
 public:
  using Params = PeriodParams<60, 3>;

  static constexpr IndicatorSpec spec{
      .name = "skewness",
      .title = "Skewness",
      .group = Group::statistics,
      .inputs = {Input::close},
      .outputs = {{"skewness",
                   "Third standardised moment, unbiased where values are normal; above 0 for a "
                   "tail upwards",
                   "no value while nothing moves"}},
      .formula =
          "sqrt(n (n - 1)) / (n - 2) * m3 / m2^1.5: m2 and m3 the central moments of c over n = "
          "period bars",
      .gaps = "No value while a gap is in the window",
      .reference =
          "Joanes and Gill, Comparing Measures of Sample Skewness and Kurtosis, The Statistician "
          "47 (1998): G1, as pandas and spreadsheets have it",
  };

  static constexpr int warm_up(const Params& params) { return params.period - 1; }
  static constexpr int gap_recovery(const Params& params) { return params.period; }

  explicit Skewness(const Params& params) : count_(params.period), powers_(params.period) {}

  static double next(auto& self, double value) {
    const auto window = feed(self.powers_, value);
    if (!window.full) return kNaN;
    return sample_skewness(CentralMoments<3>::of(window, self.count_), self.count_);
  }
  static void state(auto& self, auto& archive) { archive(self.powers_); }

 private:
  double count_;
  RollingPowers<3> powers_;
};

}  // namespace nautilus::features
