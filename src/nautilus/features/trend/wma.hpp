// SPDX-License-Identifier: MIT
#pragma once

#include "nautilus/features/period_parameter.hpp"
#include "nautilus/features/weighted_mean.hpp"

namespace nautilus::features {

/// The mean of the last closes, weighted by how recent they are.
class Wma {
 public:
  using Params = PeriodParams<14, 1>;

  static constexpr IndicatorSpec spec{
      .name = "wma",
      .title = "Weighted moving average",
      .group = Group::trend,
      .version = 2,  // Windows are summed about a value of their own since.
      .inputs = {Input::close},
      .outputs = {{"wma", "Weighted mean close, a price", "always defined"}},
      .formula = "(period * c[0] + ... + 1 * c[-(period - 1)]) / (period + ... + 1)",
      .gaps = "No value while a gap is in the window",
      .reference = "Murphy, Technical Analysis of the Financial Markets (1999), chapter 9",
  };

  static constexpr int warm_up(const Params& params) { return params.period - 1; }
  static constexpr int gap_recovery(const Params& params) { return params.period; }

  explicit Wma(const Params& params) : mean_(params.period) {}

  static double next(auto& self, double close) { return feed(self.mean_, close); }
  static void state(auto& self, auto& archive) { archive(self.mean_); }

 private:
  WeightedMean mean_;
};

}  // namespace nautilus::features
