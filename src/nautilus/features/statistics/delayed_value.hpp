// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <tuple>

#include "nautilus/features/rolling.hpp"

namespace nautilus::features {

/// A value of some bars ago.
class DelayedValue {
 public:
  struct Params {
    int bars = 1;

    static constexpr auto fields() {
      return std::tuple{field("bars", &Params::bars, "How many bars ago", between(1, 10'000))};
    }
  };

  static constexpr IndicatorSpec spec{
      .name = "delay",
      .title = "Delayed value",
      .group = Group::statistics,
      .inputs = {Input::close},
      .outputs = {{"delay", "The value of so many bars ago, in its unit", "always defined"}},
      .formula = "c[-bars], and no value on a bar that has none itself",
      .gaps = "No value on the bar of a gap, nor so many bars later",
      .reference =
          "Box, Jenkins and Reinsel, Time Series Analysis (1994), chapter 1.2: the backward shift "
          "operator",
  };

  static constexpr int warm_up(const Params& params) { return params.bars; }
  static constexpr int gap_recovery(const Params& params) { return params.bars + 1; }

  explicit DelayedValue(const Params& params) : values_(params.bars) {}

  static double next(auto& self, double value) {
    const double then = feed(self.values_, value);
    return std::isnan(value) ? kNaN : then;
  }
  static void state(auto& self, auto& archive) { archive(self.values_); }

 private:
  Delay values_;
};

}  // namespace nautilus::features
