// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <tuple>

#include "nautilus/features/recursive.hpp"

namespace nautilus::features {

/// The return of a bar, smoothed twice.
class PriceMomentumOscillator {
 public:
  struct Params {
    int first_period = 35;
    int second_period = 20;
    int signal_period = 10;

    static constexpr auto fields() {
      return std::tuple{
          field("first_period", &Params::first_period, "Span of the first mean in bars",
                between(2, 10'000)),
          field("second_period", &Params::second_period, "Span of the second mean in bars",
                between(2, 10'000)),
          field("signal_period", &Params::signal_period, "Span of the signal in bars",
                between(1, 10'000)),
      };
    }
  };

  static constexpr IndicatorSpec spec{
      .name = "price_momentum_oscillator",
      .title = "Price momentum oscillator",
      .group = Group::momentum,
      .inputs = {Input::close},
      .outputs = {{"pmo", "Smoothed return in tenths of a percent",
                   "0 while nothing moves, no value where the close before is 0"},
                  {"signal", "Exponential mean of pmo",
                   "0 while nothing moves, no value where the close before is 0"}},
      .formula =
          "m2(10 * m1(100 * (c / c[-1] - 1))), m1 and m2 means that move by 2 / period of the "
          "distance; signal = ema(pmo, signal_period)",
      .gaps = "The bar of a gap and the one after it have no value; the means pass them over",
      .reference = "Swenlin, The Price Momentum Oscillator, DecisionPoint (1996)",
  };

  static constexpr std::array<int, 2> warm_up(const Params& params) {
    return {params.first_period + params.second_period - 1,
            params.first_period + params.second_period + params.signal_period - 2};
  }
  static constexpr std::array<int, 2> gap_recovery(const Params& /*params*/) { return {2, 2}; }

  explicit PriceMomentumOscillator(const Params& params)
      : first_(SmoothedMean::with_share(2.0 / params.first_period, params.first_period)),
        second_(SmoothedMean::with_share(2.0 / params.second_period, params.second_period)),
        signal_(SmoothedMean::exponential(params.signal_period)) {}

  static std::array<double, 2> next(auto& self, double close) {
    const double previous = feed(self.previous_, close);
    const double change = previous == 0.0 ? kNaN : 100.0 * (close / previous - 1.0);
    const double pmo = feed(self.second_, 10.0 * feed(self.first_, change));
    return {pmo, feed(self.signal_, pmo)};
  }
  static void state(auto& self, auto& archive) {
    archive(self.previous_, self.first_, self.second_, self.signal_);
  }

 private:
  Previous previous_;
  SmoothedMean first_;
  SmoothedMean second_;
  SmoothedMean signal_;
};

}  // namespace nautilus::features
