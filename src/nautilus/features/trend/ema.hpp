// SPDX-License-Identifier: MIT
#pragma once

#include <tuple>

#include "nautilus/features/recursive.hpp"

namespace nautilus::features {

/// The mean of all closes, each counting less by a fixed factor per bar since.
class Ema {
 public:
  struct Params {
    int period = 12;

    static constexpr auto fields() {
      return std::tuple{field("period", &Params::period,
                              "Span in bars: a new close counts 2 / (period + 1)",
                              between(1, 10'000))};
    }
  };

  static constexpr IndicatorSpec spec{
      .name = "ema",
      .title = "Exponential moving average",
      .group = Group::trend,
      .inputs = {Input::close},
      .outputs = {{"ema", "Smoothed close, a price", "always defined"}},
      .formula = "ema[-1] + 2 / (period + 1) * (c - ema[-1]), from the mean of the first closes",
      .gaps = "The bar of a gap has no value; later ones go on as if it had not been",
      .reference =
          "Murphy, Technical Analysis of the Financial Markets (1999), chapter 9; seeded "
          "as TA-Lib does",
  };

  static constexpr int warm_up(const Params& params) { return params.period - 1; }
  static constexpr int gap_recovery(const Params& /*params*/) { return 1; }

  explicit Ema(const Params& params) : mean_(SmoothedMean::exponential(params.period)) {}

  static double next(auto& self, double close) { return feed(self.mean_, close); }
  static void state(auto& self, auto& archive) { archive(self.mean_); }

 private:
  SmoothedMean mean_;
};

}  // namespace nautilus::features
