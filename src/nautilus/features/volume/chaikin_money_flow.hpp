// SPDX-License-Identifier: MIT
#pragma once

#include "nautilus/features/period_parameter.hpp"
#include "nautilus/features/rolling.hpp"
#include "nautilus/features/volume/money_flow.hpp"

namespace nautilus::features {

/// The share of volume that was traded towards the high, less that towards the low.
class ChaikinMoneyFlow {
 public:
  using Params = PeriodParams<20>;

  static constexpr IndicatorSpec spec{
      .name = "chaikin_money_flow",
      .title = "Chaikin money flow",
      .group = Group::volume,
      .version = 2,  // Windows of one length lie side by side since.
      .inputs = {Input::high, Input::low, Input::close, Input::volume},
      .outputs = {{"chaikin_money_flow", "Net share of volume, a fraction",
                   "0 while bars have no range, no value while nothing is traded", -1.0, 1.0}},
      .formula =
          "sum over period of ((c - l) - (h - c)) / (h - l) * v / sum of v; a bar without range "
          "counts as 0",
      .gaps = "No value while a gap is in the window",
      .reference = "Chaikin in Kaufman, Trading Systems and Methods (2013), chapter 12",
  };

  static constexpr int warm_up(const Params& params) { return params.period - 1; }
  static constexpr int gap_recovery(const Params& params) { return params.period; }

  explicit ChaikinMoneyFlow(const Params& params) : means_(params.period) {}

  static double next(auto& self, double high, double low, double close, double volume) {
    const double flow = money_flow_volume(high, low, close, volume);
    const Pair means = feed(self.means_, Pair{flow, volume});
    return means[1] == 0.0 ? kNaN : means[0] / means[1];
  }
  static void state(auto& self, auto& archive) { archive(self.means_); }

 private:
  RollingMeanOf<Pair> means_;  ///< Of the flow and of the volume.
};

}  // namespace nautilus::features
