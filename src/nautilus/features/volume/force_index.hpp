// SPDX-License-Identifier: MIT
#pragma once

#include "nautilus/features/period_parameter.hpp"
#include "nautilus/features/recursive.hpp"

namespace nautilus::features {

/// The smoothed product of price change and volume.
class ForceIndex {
 public:
  using Params = PeriodParams<13>;

  static constexpr IndicatorSpec spec{
      .name = "force_index",
      .title = "Force index",
      .group = Group::volume,
      .inputs = {Input::close, Input::volume},
      .outputs = {{"force_index", "Mean of change times volume, in price units traded",
                   "0 while nothing moves"}},
      .formula = "ema((c - c[-1]) * v, period)",
      .gaps = "The bar of a gap and the one after it have no value; the mean passes them over",
      .reference = "Elder, Trading for a Living (1993), chapter 6.3",
  };

  static constexpr int warm_up(const Params& params) { return params.period; }
  static constexpr int gap_recovery(const Params& /*params*/) { return 2; }

  explicit ForceIndex(const Params& params) : mean_(SmoothedMean::exponential(params.period)) {}

  static double next(auto& self, double close, double volume) {
    return feed(self.mean_, (close - feed(self.previous_, close)) * volume);
  }
  static void state(auto& self, auto& archive) { archive(self.previous_, self.mean_); }

 private:
  Previous previous_;
  SmoothedMean mean_;
};

}  // namespace nautilus::features
