// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>

#include "nautilus/features/cross_sectional/co_moments.hpp"
#include "nautilus/features/log_ratio.hpp"
#include "nautilus/features/period_parameter.hpp"
#include "nautilus/features/recursive.hpp"
#include "nautilus/features/rolling.hpp"

namespace nautilus::features {

/// The spread between bid and ask that the bounce between them implies.
class RollSpread {
 public:
  using Params = PeriodParams<60, 3>;

  static constexpr IndicatorSpec spec{
      .name = "roll_spread",
      .title = "Roll's spread",
      .group = Group::market_structure,
      .inputs = {Input::close},
      .outputs = {{.name = "roll_spread",
                   .meaning = "Effective spread as a fraction of the price",
                   .degenerate = "0 while nothing moves, no value while prices run away: where the "
                                 "covariance of neighbouring returns is above 0",
                   .minimum = 0.0,
                   .sparse = true}},
      .formula =
          "2 sqrt(-covariance of log(c / c[-1]) and the same one bar before), sample covariance "
          "over period pairs",
      .gaps = "No value while a return from or to a gap is in the window",
      .reference =
          "Roll, A Simple Implicit Measure of the Effective Bid-Ask Spread in an Efficient Market, "
          "Journal of Finance 39 (1984)",
  };

  static constexpr int warm_up(const Params& params) { return params.period + 1; }
  static constexpr int gap_recovery(const Params& params) { return params.period + 2; }

  explicit RollSpread(const Params& params) : pairs_(params.period) {}

  static double next(auto& self, double close) {
    const double change = log_ratio(close, feed(self.previous_, close));
    const auto pairs = feed(self.pairs_, CoMoments::of(change, feed(self.earlier_, change)));
    if (!pairs || !(pairs->products <= 0.0)) return kNaN;
    return 2.0 * std::sqrt(-pairs->products / (pairs->count - 1.0));
  }
  static void state(auto& self, auto& archive) {
    archive(self.previous_, self.earlier_, self.pairs_);
  }

 private:
  Previous previous_;
  Previous earlier_;
  RollingFold<CoMoments> pairs_;
};

}  // namespace nautilus::features
