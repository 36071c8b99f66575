// SPDX-License-Identifier: MIT
#pragma once

#include <array>

#include "nautilus/features/period_parameter.hpp"
#include "nautilus/features/rolling.hpp"

namespace nautilus::features {

/// The deviation of closes from their mean, and the last one's distance from it.
class StandardDeviation {
 public:
  using Params = PeriodParams<20, 2>;

  static constexpr IndicatorSpec spec{
      .name = "standard_deviation",
      .title = "Standard deviation",
      .group = Group::volatility,
      .inputs = {Input::close},
      .outputs = {{"standard_deviation", "Population deviation of closes, in price",
                   "0 while nothing moves", 0.0},
                  {"z_score", "Distance of the close from the mean in deviations",
                   "no value while nothing moves"}},
      .formula =
          "population deviation of c over period; z_score = (c - sma(c, period)) / "
          "standard_deviation",
      .gaps = "No value while a gap is in the window",
      .reference = "Bollinger, Bollinger on Bollinger Bands (2001)",
  };

  static constexpr int warm_up(const Params& params) { return params.period - 1; }
  static constexpr int gap_recovery(const Params& params) { return params.period; }

  explicit StandardDeviation(const Params& params) : closes_(params.period) {}

  static std::array<double, 2> next(auto& self, double close) {
    const auto closes = feed(self.closes_, Moments::of(close));
    if (!closes) return {kNaN, kNaN};
    const double deviation = closes->population_deviation();
    return {deviation, deviation == 0.0 ? kNaN : (close - closes->mean) / deviation};
  }
  static void state(auto& self, auto& archive) { archive(self.closes_); }

 private:
  RollingFold<Moments> closes_;
};

}  // namespace nautilus::features
