// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>

#include "nautilus/features/market_structure/counted.hpp"
#include "nautilus/features/period_parameter.hpp"
#include "nautilus/features/recursive.hpp"
#include "nautilus/features/rolling.hpp"

namespace nautilus::features {

/// How far the price moves per money traded.
class AmihudIlliquidity {
 public:
  using Params = PeriodParams<20>;

  static constexpr IndicatorSpec spec{
      .name = "amihud_illiquidity",
      .title = "Amihud illiquidity",
      .group = Group::market_structure,
      .inputs = {Input::close, Input::volume},
      .outputs = {{"amihud_illiquidity", "Mean absolute return per million of money traded",
                   "0 while nothing moves, no value while nothing is traded", 0.0}},
      .formula =
          "mean of 1e6 |c / c[-1] - 1| / (c * v) over the bars of the last period with v > 0",
      .gaps = "No value while a return from or to a gap is in the window",
      .reference =
          "Amihud, Illiquidity and Stock Returns: Cross-Section and Time-Series Effects, Journal "
          "of Financial Markets 5 (2002)",
  };

  static constexpr int warm_up(const Params& params) { return params.period; }
  static constexpr int gap_recovery(const Params& params) { return params.period + 1; }

  explicit AmihudIlliquidity(const Params& params) : bars_(params.period) {}

  static double next(auto& self, double close, double volume) {
    const double moved = std::abs(close / feed(self.previous_, close) - 1.0);
    const double traded = close * volume;
    const auto bars = feed(
        self.bars_, traded == 0.0 ? Counted{moved * 0.0, 0.0} : Counted{1e6 * moved / traded, 1.0});
    return bars && bars->count > 0.0 ? bars->total / bars->count : kNaN;
  }
  static void state(auto& self, auto& archive) { archive(self.previous_, self.bars_); }

 private:
  Previous previous_;
  RollingFold<Counted> bars_;
};

}  // namespace nautilus::features
