// SPDX-License-Identifier: MIT
#pragma once

#include <tuple>

#include "nautilus/features/recursive.hpp"
#include "nautilus/features/rolling.hpp"

namespace nautilus::features {

/// How much the mean range of the bars has grown.
class ChaikinVolatility {
 public:
  struct Params {
    int period = 10;
    int change_period = 10;

    static constexpr auto fields() {
      return std::tuple{
          field("period", &Params::period, "Period of the mean range", between(1, 10'000)),
          field("change_period", &Params::change_period, "Bars over which its change is taken",
                between(1, 10'000)),
      };
    }
  };

  static constexpr IndicatorSpec spec{
      .name = "chaikin_volatility",
      .title = "Chaikin volatility",
      .group = Group::volatility,
      .inputs = {Input::high, Input::low},
      .outputs = {{"chaikin_volatility", "Growth of the mean range in percent",
                   "no value while nothing has moved: while the mean range was 0"}},
      .formula = "100 * (m / m[-change_period] - 1): m = ema(h - l, period)",
      .gaps =
          "No value on the bar of a gap nor change_period bars after it; the mean passes it over",
      .reference = "Achelis, Technical Analysis from A to Z (2000), Volatility, Chaikin's",
  };

  static constexpr int warm_up(const Params& params) {
    return params.period - 1 + params.change_period;
  }
  // The bars between have a value; the last without one is that which looks back at the gap.
  static constexpr int gap_recovery(const Params& params) { return params.change_period + 1; }

  explicit ChaikinVolatility(const Params& params)
      : mean_(SmoothedMean::exponential(params.period)), then_(params.change_period) {}

  static double next(auto& self, double high, double low) {
    const double mean = feed(self.mean_, high - low);
    const double then = feed(self.then_, mean);
    return then == 0.0 ? kNaN : 100.0 * (mean / then - 1.0);
  }
  static void state(auto& self, auto& archive) { archive(self.mean_, self.then_); }

 private:
  SmoothedMean mean_;
  Delay then_;
};

}  // namespace nautilus::features
