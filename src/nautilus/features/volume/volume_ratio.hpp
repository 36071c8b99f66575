// SPDX-License-Identifier: MIT
#pragma once

#include <tuple>

#include "nautilus/features/rolling.hpp"

namespace nautilus::features {

/// The bar's volume as a multiple of the mean one.
class VolumeRatio {
 public:
  struct Params {
    int period = 20;

    static constexpr auto fields() {
      return std::tuple{field("period", &Params::period, "Bars in the mean, this one included",
                              between(1, 10'000))};
    }
  };

  static constexpr IndicatorSpec spec{
      .name = "volume_ratio",
      .title = "Relative volume",
      .group = Group::volume,
      .version = 2,  // Windows are summed about a value of their own since.
      .inputs = {Input::volume},
      .outputs = {{"volume_ratio", "Volume over its mean, a multiple",
                   "no value while nothing is traded", 0.0}},
      .formula = "v / volume_sma(period)",
      .gaps = "No value while a gap is in the window",
      .reference = "Murphy, Technical Analysis of the Financial Markets (1999), chapter 7",
  };

  static constexpr int warm_up(const Params& params) { return params.period - 1; }
  static constexpr int gap_recovery(const Params& params) { return params.period; }

  explicit VolumeRatio(const Params& params) : mean_(params.period) {}

  static double next(auto& self, double volume) {
    const double mean = feed(self.mean_, volume);
    return mean == 0.0 ? kNaN : volume / mean;
  }
  static void state(auto& self, auto& archive) { archive(self.mean_); }

 private:
  RollingMean mean_;
};

}  // namespace nautilus::features
