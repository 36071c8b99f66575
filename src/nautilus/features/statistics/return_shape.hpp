// SPDX-License-Identifier: MIT
#pragma once

#include <array>

#include "nautilus/features/log_ratio.hpp"
#include "nautilus/features/period_parameter.hpp"
#include "nautilus/features/recursive.hpp"
#include "nautilus/features/rolling_powers.hpp"
#include "nautilus/features/statistics/shape.hpp"

namespace nautilus::features {

/// How far from normal the last returns are.
class ReturnShape {
 public:
  using Params = PeriodParams<60, 4>;

  static constexpr IndicatorSpec spec{
      .name = "return_shape",
      .title = "Shape of returns",
      .group = Group::statistics,
      .inputs = {Input::close},
      .outputs = {{"skewness", "Sample skewness: below 0 where the far tail is of losses",
                   "no value while nothing moves"},
                  {"kurtosis", "Sample excess kurtosis: 0 for normal returns",
                   "no value while nothing moves"},
                  {"jarque_bera",
                   "Jarque and Bera's statistic: above 5.99 in 1 of 20 windows of normal returns "
                   "where the window is long",
                   "no value while nothing moves", 0.0}},
      .formula =
          "skewness G1 and kurtosis G2 of log(c / c[-1]) over period returns; jarque_bera = "
          "period / 6 * (m3^2 / m2^3 + (m4 / m2^2 - 3)^2 / 4)",
      .gaps = "No value while a return from or to a gap is in the window",
      .reference =
          "Joanes and Gill, Comparing Measures of Sample Skewness and Kurtosis (1998); Jarque and "
          "Bera, Efficient Tests for Normality, Economics Letters 6 (1980)",
  };

  static constexpr int warm_up(const Params& params) { return params.period; }
  static constexpr int gap_recovery(const Params& params) { return params.period + 1; }

  explicit ReturnShape(const Params& params) : count_(params.period), powers_(params.period) {}

  static std::array<double, 3> next(auto& self, double close) {
    const auto window = feed(self.powers_, log_ratio(close, feed(self.previous_, close)));
    if (!window.full) return {kNaN, kNaN, kNaN};
    const auto moments = CentralMoments<4>::of(window, self.count_);
    return {sample_skewness(moments, self.count_), sample_kurtosis(moments, self.count_),
            jarque_bera(moments, self.count_)};
  }
  static void state(auto& self, auto& archive) { archive(self.previous_, self.powers_); }

 private:
  static double jarque_bera(const CentralMoments<4>& moments, double count) {
    const double square = moments.second * moments.second;
    if (!(square > 0.0)) return kNaN;
    const double skew = moments.third * moments.third / (square * moments.second);
    const double excess = moments.fourth / square - 3.0;
    return count / 6.0 * (skew + 0.25 * excess * excess);
  }

  double count_;
  Previous previous_;
  RollingPowers<4> powers_;
};

}  // namespace nautilus::features
