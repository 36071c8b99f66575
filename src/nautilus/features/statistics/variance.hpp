// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <tuple>

#include "nautilus/features/rolling.hpp"

namespace nautilus::features {

/// The mean squared deviation of the last values from their mean.
class Variance {
 public:
  struct Params {
    int period = 20;
    int degrees = 0;

    static constexpr auto fields() {
      return std::tuple{
          field("period", &Params::period, "Bars in the window", between(2, 10'000)),
          field("degrees", &Params::degrees,
                "Taken from the divisor: 0 for the variance of the window itself, 1 for an "
                "unbiased estimate from a sample",
                between(0, 1)),
      };
    }
  };

  static constexpr IndicatorSpec spec{
      .name = "variance",
      .title = "Variance",
      .group = Group::statistics,
      .inputs = {Input::close},
      .outputs = {{"variance", "Mean squared deviation from the mean, in squares of the unit",
                   "0 while nothing moves", 0.0}},
      .formula = "sum over period of (c - mean c)^2, by period - degrees",
      .gaps = "No value while a gap is in the window",
      .reference =
          "Chan, Golub and LeVeque, Algorithms for Computing the Sample Variance, The American "
          "Statistician 37 (1983)",
  };

  static constexpr int warm_up(const Params& params) { return params.period - 1; }
  static constexpr int gap_recovery(const Params& params) { return params.period; }

  explicit Variance(const Params& params)
      : divisor_(params.period - params.degrees), values_(params.period) {}

  static double next(auto& self, double value) {
    const auto moments = feed(self.values_, Moments::of(value));
    return moments ? moments->squares / self.divisor_ : kNaN;
  }
  static void state(auto& self, auto& archive) { archive(self.values_); }

 private:
  double divisor_;
  RollingFold<Moments> values_;
};

}  // namespace nautilus::features
