// SPDX-License-Identifier: MIT
#pragma once

#include "nautilus/features/period_parameter.hpp"
#include "nautilus/features/rolling.hpp"

namespace nautilus::features {

/// How unusual the volume is among the last ones.
class VolumeZScore {
 public:
  using Params = PeriodParams<20, 2>;

  static constexpr IndicatorSpec spec{
      .name = "volume_z_score",
      .title = "Volume z-score",
      .group = Group::volume,
      .inputs = {Input::volume},
      .outputs = {{"volume_z_score", "Distance from the mean volume in deviations",
                   "no value while volume does not change"}},
      .formula = "(v - sma(v, period)) / population deviation of v over period",
      .gaps = "No value while a gap is in the window",
      .reference =
          "Gervais, Kaniel and Mingelgrin, The High-Volume Return Premium, Journal of Finance 56 "
          "(2001), p. 877: unusual volume, standardized",
  };

  static constexpr int warm_up(const Params& params) { return params.period - 1; }
  static constexpr int gap_recovery(const Params& params) { return params.period; }

  explicit VolumeZScore(const Params& params) : volumes_(params.period) {}

  static double next(auto& self, double volume) {
    const auto volumes = feed(self.volumes_, Moments::of(volume));
    if (!volumes || volumes->squares == 0.0) return kNaN;
    return (volume - volumes->mean) / volumes->population_deviation();
  }
  static void state(auto& self, auto& archive) { archive(self.volumes_); }

 private:
  RollingFold<Moments> volumes_;
};

}  // namespace nautilus::features
