// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>

#include "nautilus/features/period_parameter.hpp"
#include "nautilus/features/recursive.hpp"
#include "nautilus/features/rolling.hpp"

namespace nautilus::features {

/// Volume on rising bars as a multiple of that on falling ones.
class UpDownVolumeRatio {
 public:
  using Params = PeriodParams<50>;

  static constexpr IndicatorSpec spec{
      .name = "up_down_volume_ratio",
      .title = "Up/down volume ratio",
      .group = Group::volume,
      .inputs = {Input::close, Input::volume},
      .outputs = {{"up_down_volume_ratio",
                   "Volume of rising bars over that of falling ones, a multiple",
                   "no value while nothing is traded, no value while nothing falls: where nothing "
                   "is traded on falling bars",
                   0.0}},
      .formula = "sum over period of v where c > c[-1] / sum of v where c < c[-1]",
      .gaps = "No value while a gap or the bar after one is in the window",
      .reference = "O'Neil, How to Make Money in Stocks (2009), chapter 10",
  };

  static constexpr int warm_up(const Params& params) { return params.period; }
  static constexpr int gap_recovery(const Params& params) { return params.period + 1; }

  explicit UpDownVolumeRatio(const Params& params) : up_(params.period), down_(params.period) {}

  // The first bar has no change; it stands in the window as a NaN.
  static double next(auto& self, double close, double volume) {
    const double change = close - feed(self.previous_, close);
    const double traded = std::isnan(change) ? kNaN : volume;
    const double up = feed(self.up_, change > 0.0 ? traded : 0.0 * traded);
    const double down = feed(self.down_, change < 0.0 ? traded : 0.0 * traded);
    return down == 0.0 ? kNaN : up / down;
  }
  static void state(auto& self, auto& archive) { archive(self.previous_, self.up_, self.down_); }

 private:
  Previous previous_;
  RollingMean up_;
  RollingMean down_;
};

}  // namespace nautilus::features
