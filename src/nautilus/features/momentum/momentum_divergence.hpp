// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <tuple>

#include "nautilus/features/momentum/rsi.hpp"
#include "nautilus/features/rolling.hpp"
#include "nautilus/features/window.hpp"

namespace nautilus::features {

/// How unusually the rank of the price differs from that of its strength: high where a rise is no
/// longer carried by momentum.
class MomentumDivergence {
 public:
  struct Params {
    int period = 60;
    int rsi_period = 14;

    static constexpr auto fields() {
      return std::tuple{
          field("period", &Params::period, "Bars in ranks and score", between(2, 10'000)),
          field("rsi_period", &Params::rsi_period, "Bars in the means of the strength",
                between(2, 10'000)),
      };
    }
  };

  static constexpr IndicatorSpec spec{
      .name = "momentum_divergence",
      .title = "Momentum divergence",
      .group = Group::momentum,
      .version = 3,  // Gains and losses lie side by side since.
      .inputs = {Input::close},
      .outputs = {{"momentum_divergence", "Difference of ranks in deviations from its mean",
                   "0 while nothing moves: while the difference does not vary"}},
      .formula =
          "z-score over period of rank(c) - rank(rsi(c, rsi_period)): rank among the last period "
          "values, itself included, as a fraction, equal ones sharing the mean of theirs; "
          "population deviation; O(window)",
      .gaps = "No value while a gap is in the windows",
      .reference = "Wilder, New Concepts in Technical Trading Systems (1978), divergence, as ranks",
      .cost = Cost::window,
  };

  static constexpr int warm_up(const Params& params) {
    return params.rsi_period + 2 * params.period - 2;
  }
  static constexpr int gap_recovery(const Params& params) { return 2 * params.period; }

  explicit MomentumDivergence(const Params& params)
      : price_(params.period),
        rsi_({.period = params.rsi_period}),
        strength_(params.period),
        recent_(params.period) {}

  static double next(auto& self, double close) {
    const double price = feed(self.price_, close);
    const double strength = feed(self.strength_, feed(self.rsi_, close));
    const double apart = price - strength;
    const auto recent = feed(self.recent_, Moments::of(apart));
    if (!recent || std::isnan(recent->squares)) return kNaN;
    const double deviation = recent->population_deviation();
    return deviation == 0.0 ? 0.0 : (apart - recent->mean) / deviation;
  }
  static void state(auto& self, auto& archive) {
    archive(self.price_, self.rsi_, self.strength_, self.recent_);
  }

 private:
  RollingRank price_;
  Rsi rsi_;
  RollingRank strength_;
  RollingFold<Moments> recent_;
};

}  // namespace nautilus::features
