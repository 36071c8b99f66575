// SPDX-License-Identifier: MIT
#pragma once

#include "nautilus/features/period_parameter.hpp"
#include "nautilus/features/rolling.hpp"

namespace nautilus::features {

/// The sum of the last values.
class RollingSum {
 public:
  using Params = PeriodParams<20>;

  static constexpr IndicatorSpec spec{
      .name = "sum",
      .title = "Rolling sum",
      .group = Group::statistics,
      .inputs = {Input::close},
      .outputs = {{"sum", "Sum of the values, in their unit", "always defined"}},
      .formula = "c[0] + ... + c[-(period - 1)]",
      .gaps = "No value while a gap is in the window",
      .reference = "Kaufman, Trading Systems and Methods (2013), chapter 2",
  };

  static constexpr int warm_up(const Params& params) { return params.period - 1; }
  static constexpr int gap_recovery(const Params& params) { return params.period; }

  explicit RollingSum(const Params& params) : values_(params.period) {}

  static double next(auto& self, double value) {
    const auto sum = feed(self.values_, Sum{value});
    return sum ? sum->total : kNaN;
  }
  static void state(auto& self, auto& archive) { archive(self.values_); }

 private:
  RollingFold<Sum> values_;
};

}  // namespace nautilus::features
