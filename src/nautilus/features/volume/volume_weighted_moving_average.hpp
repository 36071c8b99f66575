// SPDX-License-Identifier: MIT
#pragma once

#include "nautilus/features/period_parameter.hpp"
#include "nautilus/features/rolling.hpp"

namespace nautilus::features {

/// The mean of the last closes, each counting as much as was traded.
class VolumeWeightedMovingAverage {
 public:
  using Params = PeriodParams<20>;

  static constexpr IndicatorSpec spec{
      .name = "volume_weighted_moving_average",
      .title = "Volume-weighted moving average",
      .group = Group::volume,
      .inputs = {Input::close, Input::volume},
      .outputs = {{"volume_weighted_moving_average", "Weighted mean close, a price",
                   "no value while nothing is traded"}},
      .formula = "sum over period of c * v / sum of v",
      .gaps = "No value while a gap is in the window",
      .reference = "Kaufman, Trading Systems and Methods (2013), chapter 7",
  };

  static constexpr int warm_up(const Params& params) { return params.period - 1; }
  static constexpr int gap_recovery(const Params& params) { return params.period; }

  explicit VolumeWeightedMovingAverage(const Params& params)
      : value_(params.period), volume_(params.period) {}

  static double next(auto& self, double close, double volume) {
    const double value = feed(self.value_, close * volume);
    const double traded = feed(self.volume_, volume);
    return traded == 0.0 ? kNaN : value / traded;
  }
  static void state(auto& self, auto& archive) { archive(self.value_, self.volume_); }

 private:
  RollingMean value_;
  RollingMean volume_;
};

}  // namespace nautilus::features
