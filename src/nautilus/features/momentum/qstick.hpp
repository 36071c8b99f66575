// SPDX-License-Identifier: MIT
#pragma once

#include "nautilus/features/period_parameter.hpp"
#include "nautilus/features/rolling.hpp"

namespace nautilus::features {

/// The mean body of the bars: up or down from open to close.
class Qstick {
 public:
  using Params = PeriodParams<14, 1>;

  static constexpr IndicatorSpec spec{
      .name = "qstick",
      .title = "Qstick",
      .group = Group::momentum,
      .inputs = {Input::open, Input::close},
      .outputs = {{"qstick", "Mean body in price", "0 while nothing moves"}},
      .formula = "sma(c - o, period)",
      .gaps = "No value while a gap is in the window",
      .reference = "Chande and Kroll, The New Technical Trader (1994)",
  };

  static constexpr int warm_up(const Params& params) { return params.period - 1; }
  static constexpr int gap_recovery(const Params& params) { return params.period; }

  explicit Qstick(const Params& params) : mean_(params.period) {}

  static double next(auto& self, double open, double close) {
    return feed(self.mean_, close - open);
  }
  static void state(auto& self, auto& archive) { archive(self.mean_); }

 private:
  RollingMean mean_;
};

}  // namespace nautilus::features
