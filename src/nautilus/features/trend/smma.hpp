// SPDX-License-Identifier: MIT
#pragma once

#include "nautilus/features/period_parameter.hpp"
#include "nautilus/features/recursive.hpp"

namespace nautilus::features {

/// Wilder's mean: each close moves it by 1 / period of the distance.
class Smma {
 public:
  using Params = PeriodParams<20, 1>;

  static constexpr IndicatorSpec spec{
      .name = "smma",
      .title = "Smoothed moving average",
      .group = Group::trend,
      .inputs = {Input::close},
      .outputs = {{"smma", "Smoothed close, a price", "always defined"}},
      .formula = "smma[-1] + (c - smma[-1]) / period, from the mean of the first closes",
      .gaps = "The bar of a gap has no value; later ones go on as if it had not been",
      .reference = "Wilder, New Concepts in Technical Trading Systems (1978)",
  };

  static constexpr int warm_up(const Params& params) { return params.period - 1; }
  static constexpr int gap_recovery(const Params& /*params*/) { return 1; }

  explicit Smma(const Params& params) : mean_(SmoothedMean::wilder(params.period)) {}

  static double next(auto& self, double close) { return feed(self.mean_, close); }
  static void state(auto& self, auto& archive) { archive(self.mean_); }

 private:
  SmoothedMean mean_;
};

}  // namespace nautilus::features
