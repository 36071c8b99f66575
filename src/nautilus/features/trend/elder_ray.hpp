// SPDX-License-Identifier: MIT
#pragma once

#include <array>

#include "nautilus/features/period_parameter.hpp"
#include "nautilus/features/recursive.hpp"

namespace nautilus::features {

/// How far the high stands above, and the low below, the mean close.
class ElderRay {
 public:
  using Params = PeriodParams<13, 1>;

  static constexpr IndicatorSpec spec{
      .name = "elder_ray",
      .title = "Elder ray",
      .group = Group::trend,
      .inputs = {Input::high, Input::low, Input::close},
      .outputs = {{"bull_power", "High minus the mean, in price", "0 while nothing moves"},
                  {"bear_power", "Low minus the mean, in price", "0 while nothing moves"}},
      .formula = "h - ema(c, period), l - ema(c, period)",
      .gaps = "The bar of a gap has no value; later ones go on as if it had not been",
      .reference = "Elder, Trading for a Living (1993)",
  };

  static constexpr int warm_up(const Params& params) { return params.period - 1; }
  static constexpr int gap_recovery(const Params& /*params*/) { return 1; }

  explicit ElderRay(const Params& params) : mean_(SmoothedMean::exponential(params.period)) {}

  static std::array<double, 2> next(auto& self, double high, double low, double close) {
    const double mean = feed(self.mean_, close);
    return {high - mean, low - mean};
  }
  static void state(auto& self, auto& archive) { archive(self.mean_); }

 private:
  SmoothedMean mean_;
};

}  // namespace nautilus::features
