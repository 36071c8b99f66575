// SPDX-License-Identifier: MIT
#pragma once

#include "nautilus/features/period_parameter.hpp"
#include "nautilus/features/recursive.hpp"

namespace nautilus::features {

/// An exponential mean with its lag taken out twice.
class Tema {
 public:
  using Params = PeriodParams<20, 1>;

  static constexpr IndicatorSpec spec{
      .name = "tema",
      .title = "Triple exponential moving average",
      .group = Group::trend,
      .inputs = {Input::close},
      .outputs = {{"tema", "Smoothed close, a price", "always defined"}},
      .formula =
          "3 * e1 - 3 * e2 + e3; e1 = ema(c, period), e2 = ema(e1, period), e3 = ema(e2, period)",
      .gaps = "The bar of a gap has no value; later ones go on as if it had not been",
      .reference = "Mulloy, Smoothing Data with Less Lag, Stocks & Commodities 12:2 (1994)",
  };

  static constexpr int warm_up(const Params& params) { return 3 * (params.period - 1); }
  static constexpr int gap_recovery(const Params& /*params*/) { return 1; }

  explicit Tema(const Params& params)
      : once_(SmoothedMean::exponential(params.period)),
        twice_(SmoothedMean::exponential(params.period)),
        thrice_(SmoothedMean::exponential(params.period)) {}

  static double next(auto& self, double close) {
    const double once = feed(self.once_, close);
    const double twice = feed(self.twice_, once);
    const double thrice = feed(self.thrice_, twice);
    return 3.0 * (once - twice) + thrice;
  }
  static void state(auto& self, auto& archive) { archive(self.once_, self.twice_, self.thrice_); }

 private:
  SmoothedMean once_;
  SmoothedMean twice_;
  SmoothedMean thrice_;
};

}  // namespace nautilus::features
