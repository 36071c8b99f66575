// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <tuple>

#include "nautilus/features/recursive.hpp"
#include "nautilus/features/rolling.hpp"

namespace nautilus::features {

/// The semideviation: how far returns fall short of a target, those above it counting as 0.
class DownsideDeviation {
 public:
  struct Params {
    int period = 20;
    double target = 0;
    double bars_per_year = 252;

    static constexpr auto fields() {
      return std::tuple{
          field("period", &Params::period, "Returns in the mean", between(1, 10'000)),
          field("target", &Params::target, "Return of a bar that counts as no shortfall",
                between(-1, 1)),
          field("bars_per_year", &Params::bars_per_year, "Bars in a year, 252 of them daily",
                between(1, 40'000'000)),
      };
    }
  };

  static constexpr IndicatorSpec spec{
      .name = "downside_deviation",
      .title = "Downside deviation",
      .group = Group::volatility,
      .inputs = {Input::close},
      .outputs = {{"downside_deviation", "Shortfall of returns per year, a fraction",
                   "0 while nothing falls: short of the target, no value where a close is 0", 0.0}},
      .formula =
          "sqrt(bars_per_year * mean over period of min(c / c[-1] - 1 - target, 0)^2), all "
          "returns counting in the mean",
      .gaps = "No value while a gap is in the window; one gap makes two returns unknown",
      .reference =
          "Sortino and van der Meer, Downside Risk, Journal of Portfolio Management 17 (1991), "
          "p. 27",
  };

  static constexpr int warm_up(const Params& params) { return params.period; }
  static constexpr int gap_recovery(const Params& params) { return params.period + 1; }

  explicit DownsideDeviation(const Params& params)
      : target_(params.target), bars_per_year_(params.bars_per_year), squares_(params.period) {}

  static double next(auto& self, double close) {
    const double previous = feed(self.previous_, close);
    const double excess = previous == 0.0 ? kNaN : close / previous - 1.0 - self.target_;
    const double shortfall = std::isnan(excess) ? kNaN : std::min(excess, 0.0);
    return std::sqrt(self.bars_per_year_ * feed(self.squares_, shortfall * shortfall));
  }
  static void state(auto& self, auto& archive) { archive(self.previous_, self.squares_); }

 private:
  double target_;
  double bars_per_year_;
  Previous previous_;
  RollingMean squares_;
};

}  // namespace nautilus::features
