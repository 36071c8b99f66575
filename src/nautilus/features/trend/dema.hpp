// SPDX-License-Identifier: MIT
#pragma once

#include "nautilus/features/period_parameter.hpp"
#include "nautilus/features/recursive.hpp"

namespace nautilus::features {

/// An exponential mean with most of its lag taken out.
class Dema {
 public:
  using Params = PeriodParams<20, 1>;

  static constexpr IndicatorSpec spec{
      .name = "dema",
      .title = "Double exponential moving average",
      .group = Group::trend,
      .inputs = {Input::close},
      .outputs = {{"dema", "Smoothed close, a price", "always defined"}},
      .formula = "2 * e1 - e2; e1 = ema(c, period), e2 = ema(e1, period)",
      .gaps = "The bar of a gap has no value; later ones go on as if it had not been",
      .reference =
          "Mulloy, Smoothing Data with Faster Moving Averages, Stocks & Commodities 12:1 (1994)",
  };

  static constexpr int warm_up(const Params& params) { return 2 * (params.period - 1); }
  static constexpr int gap_recovery(const Params& /*params*/) { return 1; }

  explicit Dema(const Params& params)
      : once_(SmoothedMean::exponential(params.period)),
        twice_(SmoothedMean::exponential(params.period)) {}

  static double next(auto& self, double close) {
    const double once = feed(self.once_, close);
    const double twice = feed(self.twice_, once);
    return 2.0 * once - twice;
  }
  static void state(auto& self, auto& archive) { archive(self.once_, self.twice_); }

 private:
  SmoothedMean once_;
  SmoothedMean twice_;
};

}  // namespace nautilus::features
