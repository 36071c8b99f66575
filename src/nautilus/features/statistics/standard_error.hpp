// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>

#include "nautilus/features/period_parameter.hpp"
#include "nautilus/features/rolling.hpp"

namespace nautilus::features {

/// How far the mean of a window is likely to be off.
class StandardError {
 public:
  using Params = PeriodParams<20, 1>;

  static constexpr IndicatorSpec spec{
      .name = "standard_error",
      .title = "Standard error of the mean",
      .group = Group::statistics,
      .inputs = {Input::close},
      .outputs = {{"standard_error", "Standard deviation of the mean, in the unit of the values",
                   "0 while nothing moves", 0.0}},
      .formula = "population deviation of c over period, by sqrt(period)",
      .gaps = "No value while a gap is in the window",
      .reference =
          "Kendall and Stuart, The Advanced Theory of Statistics, volume 1 (1977); as Tulip "
          "Indicators has it",
  };

  static constexpr int warm_up(const Params& params) { return params.period - 1; }
  static constexpr int gap_recovery(const Params& params) { return params.period; }

  explicit StandardError(const Params& params)
      : root_(std::sqrt(params.period)), values_(params.period) {}

  static double next(auto& self, double value) {
    const auto moments = feed(self.values_, Moments::of(value));
    return moments ? moments->population_deviation() / self.root_ : kNaN;
  }
  static void state(auto& self, auto& archive) { archive(self.values_); }

 private:
  double root_;
  RollingFold<Moments> values_;
};

}  // namespace nautilus::features
