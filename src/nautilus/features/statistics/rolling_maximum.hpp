// SPDX-License-Identifier: MIT
#pragma once

#include "nautilus/features/period_parameter.hpp"
#include "nautilus/features/rolling.hpp"

namespace nautilus::features {

/// The highest of the last values.
class RollingMaximum {
 public:
  using Params = PeriodParams<20, 1>;

  static constexpr IndicatorSpec spec{
      .name = "maximum",
      .title = "Rolling maximum",
      .group = Group::statistics,
      .inputs = {Input::close},
      .outputs = {{"maximum", "Highest value, in its unit", "always defined"}},
      .formula = "max(c[0], ..., c[-(period - 1)])",
      .gaps = "No value while a gap is in the window",
      .reference =
          "Donchian, High Finance in Copper, Financial Analysts Journal 16 (1960): the channel of "
          "a series",
  };

  static constexpr int warm_up(const Params& params) { return params.period - 1; }
  static constexpr int gap_recovery(const Params& params) { return params.period; }

  explicit RollingMaximum(const Params& params) : values_(params.period) {}

  static double next(auto& self, double value) {
    const auto extreme = feed(self.values_, Maximum{value});
    return extreme ? extreme->value : kNaN;
  }
  static void state(auto& self, auto& archive) { archive(self.values_); }

 private:
  RollingFold<Maximum> values_;
};

}  // namespace nautilus::features
