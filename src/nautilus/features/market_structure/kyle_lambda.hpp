// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>

#include "nautilus/features/cross_sectional/co_moments.hpp"
#include "nautilus/features/period_parameter.hpp"
#include "nautilus/features/recursive.hpp"
#include "nautilus/features/rolling.hpp"

namespace nautilus::features {

/// How far the price moves per share that is bought rather than sold.
class KyleLambda {
 public:
  using Params = PeriodParams<60, 3>;

  static constexpr IndicatorSpec spec{
      .name = "kyle_lambda",
      .title = "Kyle's lambda",
      .group = Group::market_structure,
      .inputs = {Input::close, Input::volume},
      .outputs =
          {{"kyle_lambda",
            "Price change per share of net buying, in price; who bought is guessed from the bar",
            "no value while nothing is traded, no value while nothing moves: the guessed flow does "
            "not vary"}},
      .formula =
          "least-squares slope of c - c[-1] on sign(c - c[-1]) * v over period: bars do not tell "
          "buys from sells, so the whole volume of a bar counts as bought where it rose and as "
          "sold where it fell",
      .gaps = "No value while a return from or to a gap is in the window",
      .reference =
          "Kyle, Continuous Auctions and Insider Trading, Econometrica 53 (1985); from bars as in "
          "Lopez de Prado, Advances in Financial Machine Learning (2018), chapter 19",
  };

  static constexpr int warm_up(const Params& params) { return params.period; }
  static constexpr int gap_recovery(const Params& params) { return params.period + 1; }

  explicit KyleLambda(const Params& params) : pairs_(params.period) {}

  static double next(auto& self, double close, double volume) {
    const double change = close - feed(self.previous_, close);
    const double flow = change > 0.0 ? volume : change < 0.0 ? -volume : change * volume;
    const auto pairs = feed(self.pairs_, CoMoments::of(change, flow));
    return pairs ? pairs->slope() : kNaN;
  }
  static void state(auto& self, auto& archive) { archive(self.previous_, self.pairs_); }

 private:
  Previous previous_;
  RollingFold<CoMoments> pairs_;
};

}  // namespace nautilus::features
