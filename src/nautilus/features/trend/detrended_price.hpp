// SPDX-License-Identifier: MIT
#pragma once

#include "nautilus/features/period_parameter.hpp"
#include "nautilus/features/rolling.hpp"

namespace nautilus::features {

/// An earlier close against the mean around it: the cycle without the trend. It belongs to
/// floor(period / 2) + 1 bars ago and is known only now.
class DetrendedPrice {
 public:
  using Params = PeriodParams<20, 3>;

  static constexpr IndicatorSpec spec{
      .name = "detrended_price",
      .title = "Detrended price oscillator",
      .group = Group::trend,
      .inputs = {Input::close},
      .outputs = {{"detrended_price", "Distance from the mean, in price", "0 while nothing moves"}},
      .formula =
          "c[-k] - sma(c, period), k = floor(period / 2) + 1: the value of the bar k bars ago, "
          "delayed by k bars until its mean is known",
      .gaps = "No value while a gap is in the window",
      .reference = "Achelis, Technical Analysis from A to Z (2000), Detrended Price Oscillator",
  };

  static constexpr int warm_up(const Params& params) { return params.period - 1; }
  static constexpr int gap_recovery(const Params& params) { return params.period; }

  explicit DetrendedPrice(const Params& params)
      : mean_(params.period), earlier_(params.period / 2 + 1) {}

  static double next(auto& self, double close) {
    const double mean = feed(self.mean_, close);
    return feed(self.earlier_, close) - mean;
  }
  static void state(auto& self, auto& archive) { archive(self.mean_, self.earlier_); }

 private:
  RollingMean mean_;
  Delay earlier_;
};

}  // namespace nautilus::features
