// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>

#include "nautilus/features/period_parameter.hpp"
#include "nautilus/features/recursive.hpp"
#include "nautilus/features/rolling.hpp"
#include "nautilus/features/volume/money_flow.hpp"

namespace nautilus::features {

/// The share of traded value on bars whose typical price rose, from 0 (none) to 100 (all).
class MoneyFlowIndex {
 public:
  using Params = PeriodParams<14>;

  static constexpr IndicatorSpec spec{
      .name = "money_flow_index",
      .title = "Money flow index",
      .group = Group::volume,
      .version = 2,  // Windows of one length lie side by side since.
      .inputs = {Input::high, Input::low, Input::close, Input::volume},
      .outputs = {{"money_flow_index", "Share of value traded on rising bars, in percent",
                   "50 while nothing moves, 50 while nothing is traded", 0.0, 100.0}},
      .formula =
          "100 * up / (up + down): sums over period of m * v, m = (h + l + c) / 3, on bars where m "
          "rose and where it fell",
      .gaps = "No value while a gap or the bar after one is in the window",
      .reference =
          "Quong and Soudack, Volume-Weighted RSI: Money Flow, Technical Analysis of Stocks and "
          "Commodities (March 1989)",
  };

  static constexpr int warm_up(const Params& params) { return params.period; }
  static constexpr int gap_recovery(const Params& params) { return params.period + 1; }

  explicit MoneyFlowIndex(const Params& params) : flows_(params.period) {}

  // The first bar has no change; it stands in the window as a NaN.
  static double next(auto& self, double high, double low, double close, double volume) {
    const double price = typical_price(high, low, close);
    const double change = price - feed(self.previous_, price);
    const double flow = std::isnan(change) ? kNaN : price * volume;
    const Pair flows = Pair{change, -change} > 0.0 ? filled<Pair>(flow) : filled<Pair>(0.0 * flow);
    const Pair means = feed(self.flows_, flows);
    const double moved = means[0] + means[1];
    return moved == 0.0 ? 50.0 : 100.0 * (means[0] / moved);
  }
  static void state(auto& self, auto& archive) { archive(self.previous_, self.flows_); }

 private:
  Previous previous_;
  RollingMeanOf<Pair> flows_;  ///< Where the price rose and where it fell.
};

}  // namespace nautilus::features
