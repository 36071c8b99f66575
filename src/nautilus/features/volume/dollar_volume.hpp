// SPDX-License-Identifier: MIT
#pragma once

#include "nautilus/features/period_parameter.hpp"
#include "nautilus/features/rolling.hpp"

namespace nautilus::features {

/// The mean value traded in a bar.
class DollarVolume {
 public:
  using Params = PeriodParams<20>;

  static constexpr IndicatorSpec spec{
      .name = "dollar_volume",
      .title = "Mean dollar volume",
      .group = Group::volume,
      .inputs = {Input::close, Input::volume},
      .outputs = {{"dollar_volume", "Mean value traded per bar, in the currency of the price",
                   "0 while nothing is traded"}},
      .formula = "sma(c * v, period)",
      .gaps = "No value while a gap is in the window",
      .reference =
          "Brennan, Chordia and Subrahmanyam, Alternative Factor Specifications, Security "
          "Characteristics, and the Cross-Section of Expected Stock Returns, Journal of Financial "
          "Economics 49 (1998), p. 350",
  };

  static constexpr int warm_up(const Params& params) { return params.period - 1; }
  static constexpr int gap_recovery(const Params& params) { return params.period; }

  explicit DollarVolume(const Params& params) : mean_(params.period) {}

  static double next(auto& self, double close, double volume) {
    return feed(self.mean_, close * volume);
  }
  static void state(auto& self, auto& archive) { archive(self.mean_); }

 private:
  RollingMean mean_;
};

}  // namespace nautilus::features
