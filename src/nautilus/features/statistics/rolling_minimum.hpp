// SPDX-License-Identifier: MIT
#pragma once

#include "nautilus/features/period_parameter.hpp"
#include "nautilus/features/rolling.hpp"

namespace nautilus::features {

/// The lowest of the last values.
class RollingMinimum {
 public:
  using Params = PeriodParams<20, 1>;

  static constexpr IndicatorSpec spec{
      .name = "minimum",
      .title = "Rolling minimum",
      .group = Group::statistics,
      .inputs = {Input::close},
      .outputs = {{"minimum", "Lowest value, in its unit", "always defined"}},
      .formula = "min(c[0], ..., c[-(period - 1)])",
      .gaps = "No value while a gap is in the window",
      .reference =
          "Donchian, High Finance in Copper, Financial Analysts Journal 16 (1960): the channel of "
          "a series",
  };

  static constexpr int warm_up(const Params& params) { return params.period - 1; }
  static constexpr int gap_recovery(const Params& params) { return params.period; }

  explicit RollingMinimum(const Params& params) : values_(params.period) {}

  static double next(auto& self, double value) {
    const auto extreme = feed(self.values_, Minimum{value});
    return extreme ? extreme->value : kNaN;
  }
  static void state(auto& self, auto& archive) { archive(self.values_); }

 private:
  RollingFold<Minimum> values_;
};

}  // namespace nautilus::features
