// SPDX-License-Identifier: MIT
#pragma once

#include "nautilus/features/period_parameter.hpp"
#include "nautilus/features/rolling.hpp"
#include "nautilus/features/volume/money_flow.hpp"

namespace nautilus::features {

/// What a unit cost on average in the last bars, taking each bar at its typical price.
class VolumeWeightedAveragePrice {
 public:
  using Params = PeriodParams<20>;

  static constexpr IndicatorSpec spec{
      .name = "volume_weighted_average_price",
      .title = "Volume-weighted average price",
      .group = Group::volume,
      .inputs = {Input::high, Input::low, Input::close, Input::volume},
      .outputs = {{"volume_weighted_average_price", "Mean price paid",
                   "no value while nothing is traded"}},
      .formula = "sum over period of (h + l + c) / 3 * v / sum of v",
      .gaps = "No value while a gap is in the window",
      .reference =
          "Berkowitz, Logue and Noser, The Total Cost of Transactions on the NYSE, Journal of "
          "Finance 43 (1988), p. 97, of bars over a rolling window",
  };

  static constexpr int warm_up(const Params& params) { return params.period - 1; }
  static constexpr int gap_recovery(const Params& params) { return params.period; }

  explicit VolumeWeightedAveragePrice(const Params& params)
      : value_(params.period), volume_(params.period) {}

  static double next(auto& self, double high, double low, double close, double volume) {
    const double value = feed(self.value_, typical_price(high, low, close) * volume);
    const double traded = feed(self.volume_, volume);
    return traded == 0.0 ? kNaN : value / traded;
  }
  static void state(auto& self, auto& archive) { archive(self.value_, self.volume_); }

 private:
  RollingMean value_;
  RollingMean volume_;
};

}  // namespace nautilus::features
