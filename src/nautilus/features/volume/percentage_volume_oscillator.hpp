// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <tuple>

#include "nautilus/features/recursive.hpp"

namespace nautilus::features {

/// How far recent mean volume is above a slower mean of it.
class PercentageVolumeOscillator {
 public:
  struct Params {
    int fast_period = 12;
    int slow_period = 26;
    int signal_period = 9;

    static constexpr auto fields() {
      return std::tuple{
          field("fast_period", &Params::fast_period, "Period of the fast mean", between(1, 10'000)),
          field("slow_period", &Params::slow_period, "Period of the slow mean", between(2, 10'000)),
          field("signal_period", &Params::signal_period, "Period of the signal's mean",
                between(1, 10'000)),
      };
    }
  };

  static constexpr IndicatorSpec spec{
      .name = "percentage_volume_oscillator",
      .title = "Percentage volume oscillator",
      .group = Group::volume,
      .inputs = {Input::volume},
      .outputs = {{"oscillator", "Fast mean above the slow one, in percent of the slow one",
                   "no value while nothing has been traded"},
                  {"signal", "Exponential mean of the oscillator",
                   "no value while nothing has been traded"},
                  {"histogram", "Oscillator less signal",
                   "no value while nothing has been traded"}},
      .formula =
          "oscillator = 100 * (ema(v, fast_period) / ema(v, slow_period) - 1), signal = "
          "ema(oscillator, signal_period), histogram = oscillator - signal",
      .gaps = "The bar of a gap has no value; the means pass it over",
      .reference =
          "Appel, Technical Analysis: Power Tools for Active Investors (2005), the MACD in "
          "percent, of volume",
  };

  static Result<void> check(const Params& params) {
    return check_below("fast_period", params.fast_period, "slow_period", params.slow_period);
  }
  static constexpr std::array<int, 3> warm_up(const Params& params) {
    const int oscillator = params.slow_period - 1;
    const int signal = oscillator + params.signal_period - 1;
    return {oscillator, signal, signal};
  }
  static constexpr int gap_recovery(const Params& /*params*/) { return 1; }

  explicit PercentageVolumeOscillator(const Params& params)
      : fast_(SmoothedMean::exponential(params.fast_period)),
        slow_(SmoothedMean::exponential(params.slow_period)),
        signal_(SmoothedMean::exponential(params.signal_period)) {}

  static std::array<double, 3> next(auto& self, double volume) {
    const double fast = feed(self.fast_, volume);
    const double slow = feed(self.slow_, volume);
    const double oscillator = slow == 0.0 ? kNaN : 100.0 * ((fast - slow) / slow);
    const double signal = feed(self.signal_, oscillator);
    return {oscillator, signal, oscillator - signal};
  }
  static void state(auto& self, auto& archive) { archive(self.fast_, self.slow_, self.signal_); }

 private:
  SmoothedMean fast_;
  SmoothedMean slow_;
  SmoothedMean signal_;
};

}  // namespace nautilus::features
