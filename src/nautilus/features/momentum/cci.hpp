// SPDX-License-Identifier: MIT
#pragma once

#include "nautilus/features/period_parameter.hpp"
#include "nautilus/features/rolling.hpp"
#include "nautilus/features/window.hpp"

namespace nautilus::features {

/// How far the typical price is from its mean, in mean deviations.
class Cci {
 public:
  using Params = PeriodParams<20, 1>;

  static constexpr IndicatorSpec spec{
      .name = "cci",
      .title = "Commodity channel index",
      .group = Group::momentum,
      .inputs = {Input::high, Input::low, Input::close},
      .outputs = {{"cci", "Distance in mean deviations times 0.015", "0 while nothing moves"}},
      .formula =
          "(t - sma(t, period)) / (0.015 * mean |t - sma| over period), t = (h + l + c) / 3; "
          "O(window)",
      .gaps = "No value while a gap is in the window",
      .reference = "Lambert, Commodity Channel Index, Commodities 9:10 (1980)",
      .cost = Cost::window,
  };

  static constexpr int warm_up(const Params& params) { return params.period - 1; }
  static constexpr int gap_recovery(const Params& params) { return params.period; }

  explicit Cci(const Params& params) : prices_(params.period), deviation_(params.period) {}

  static double next(auto& self, double high, double low, double close) {
    const double typical = (high + low + close) / 3.0;
    const auto prices = feed(self.prices_, Moments::of(typical));
    const double mean = prices ? prices->mean : kNaN;
    const double deviation = feed(self.deviation_, typical, mean);
    return deviation == 0.0 ? 0.0 : (typical - mean) / (0.015 * deviation);
  }
  static void state(auto& self, auto& archive) { archive(self.prices_, self.deviation_); }

 private:
  RollingFold<Moments> prices_;
  MeanDeviation deviation_;
};

}  // namespace nautilus::features
