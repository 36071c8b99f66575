// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <tuple>

#include "nautilus/features/recursive.hpp"
#include "nautilus/features/volume/accumulation_distribution.hpp"

namespace nautilus::features {

/// How far the recent mean of the accumulation/distribution line is ahead of a slower one.
class ChaikinOscillator {
 public:
  struct Params {
    int fast_period = 3;
    int slow_period = 10;

    static constexpr auto fields() {
      return std::tuple{
          field("fast_period", &Params::fast_period, "Period of the fast mean", between(1, 10'000)),
          field("slow_period", &Params::slow_period, "Period of the slow mean", between(2, 10'000)),
      };
    }
  };

  static constexpr IndicatorSpec spec{
      .name = "chaikin_oscillator",
      .title = "Chaikin oscillator",
      .group = Group::volume,
      .inputs = {Input::high, Input::low, Input::close, Input::volume},
      .outputs = {{"chaikin_oscillator", "Difference of the means, in units traded",
                   "0 while bars have no range"}},
      .formula =
          "ema(ad, fast_period) - ema(ad, slow_period): ad the accumulation/distribution line",
      .gaps = "The bar of a gap has no value; the means pass it over",
      .reference = "Achelis, Technical Analysis from A to Z (2000), Chaikin Oscillator",
  };

  static Result<void> check(const Params& params) {
    return check_below("fast_period", params.fast_period, "slow_period", params.slow_period);
  }
  static constexpr int warm_up(const Params& params) { return params.slow_period - 1; }
  static constexpr int gap_recovery(const Params& /*params*/) { return 1; }

  explicit ChaikinOscillator(const Params& params)
      : line_({}),
        fast_(SmoothedMean::exponential(params.fast_period)),
        slow_(SmoothedMean::exponential(params.slow_period)) {}

  static double next(auto& self, double high, double low, double close, double volume) {
    const double line = feed(self.line_, high, low, close, volume);
    const double fast = feed(self.fast_, line);
    return fast - feed(self.slow_, line);
  }
  static void state(auto& self, auto& archive) { archive(self.line_, self.fast_, self.slow_); }

 private:
  AccumulationDistribution line_;
  SmoothedMean fast_;
  SmoothedMean slow_;
};

}  // namespace nautilus::features
