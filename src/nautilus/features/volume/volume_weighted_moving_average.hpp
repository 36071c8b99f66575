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
      .version = 2,  // Windows of one length lie side by side since.
      .inputs = {Input::close, Input::volume},
      .outputs = {{"volume_weighted_moving_average", "Weighted mean close, a price",
                   "no value while nothing is traded"}},
      .formula = "sum over period of c * v / sum of v",
      .gaps = "No value while a gap is in the window",
      .reference = "Kaufman, Trading Systems and Methods (2013), chapter 7",
  };

  static constexpr int warm_up(const Params& params) { return params.period - 1; }
  static constexpr int gap_recovery(const Params& params) { return params.period; }

  explicit VolumeWeightedMovingAverage(const Params& params) : means_(params.period) {}

  static double next(auto& self, double close, double volume) {
    const Pair means = feed(self.means_, Pair{close * volume, volume});
    return means[1] == 0.0 ? kNaN : means[0] / means[1];
  }
  static void state(auto& self, auto& archive) { archive(self.means_); }

 private:
  RollingMeanOf<Pair> means_;  ///< Of the value traded and of the volume.
};

}  // namespace nautilus::features
