// SPDX-License-Identifier: MIT
#pragma once

#include <tuple>

#include "nautilus/features/rolling.hpp"

namespace nautilus::features {

/// How far recent mean volume is above that of a longer window.
class VolumeOscillator {
 public:
  struct Params {
    int short_period = 5;
    int long_period = 20;

    static constexpr auto fields() {
      return std::tuple{
          field("short_period", &Params::short_period, "Bars in the recent mean",
                between(1, 10'000)),
          field("long_period", &Params::long_period, "Bars in the longer mean", between(2, 10'000)),
      };
    }
  };

  static constexpr IndicatorSpec spec{
      .name = "volume_oscillator",
      .title = "Volume oscillator",
      .group = Group::volume,
      .inputs = {Input::volume},
      .outputs = {{"volume_oscillator",
                   "Recent mean above the longer one, in percent of the longer one",
                   "no value while nothing is traded: in the longer window"}},
      .formula = "100 * (sma(v, short_period) / sma(v, long_period) - 1)",
      .gaps = "No value while a gap is in the window",
      .reference = "Achelis, Technical Analysis from A to Z (2000), Volume Oscillator",
  };

  static Result<void> check(const Params& params) {
    return check_below("short_period", params.short_period, "long_period", params.long_period);
  }
  static constexpr int warm_up(const Params& params) { return params.long_period - 1; }
  static constexpr int gap_recovery(const Params& params) { return params.long_period; }

  explicit VolumeOscillator(const Params& params)
      : recent_(params.short_period), longer_(params.long_period) {}

  static double next(auto& self, double volume) {
    const double recent = feed(self.recent_, volume);
    const double longer = feed(self.longer_, volume);
    return longer == 0.0 ? kNaN : 100.0 * ((recent - longer) / longer);
  }
  static void state(auto& self, auto& archive) { archive(self.recent_, self.longer_); }

 private:
  RollingMean recent_;
  RollingMean longer_;
};

}  // namespace nautilus::features
