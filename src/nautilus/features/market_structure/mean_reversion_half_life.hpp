// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <numbers>

#include "nautilus/features/cross_sectional/co_moments.hpp"
#include "nautilus/features/period_parameter.hpp"
#include "nautilus/features/recursive.hpp"
#include "nautilus/features/rolling.hpp"
#include "nautilus/numeric/pinned_math.hpp"

namespace nautilus::features {

/// How many bars it takes half of a distance from the mean to vanish.
class MeanReversionHalfLife {
 public:
  using Params = PeriodParams<60, 3>;

  static constexpr IndicatorSpec spec{
      .name = "mean_reversion_half_life",
      .title = "Half-life of mean reversion",
      .group = Group::market_structure,
      .inputs = {Input::close},
      .outputs = {{.name = "mean_reversion_half_life",
                   .meaning = "Half-life in bars",
                   .degenerate = "no value while nothing moves, no value while prices run away: "
                                 "where they do not revert or jump beyond their mean at once",
                   .minimum = 0.0,
                   .sparse = true}},
      .formula =
          "-log 2 / log(1 + b): b the least-squares slope of c - c[-1] on c[-1] over period, where "
          "-1 < b < 0",
      .gaps = "No value while a return from or to a gap is in the window",
      .reference =
          "Chan, Algorithmic Trading (2013), chapter 2: the half-life of an Ornstein-Uhlenbeck "
          "process, discrete",
  };

  static constexpr int warm_up(const Params& params) { return params.period; }
  static constexpr int gap_recovery(const Params& params) { return params.period + 1; }

  explicit MeanReversionHalfLife(const Params& params) : pairs_(params.period) {}

  static double next(auto& self, double value) {
    const double previous = feed(self.previous_, value);
    const auto pairs = feed(self.pairs_, CoMoments::of(value - previous, previous));
    const double slope = pairs ? pairs->slope() : kNaN;
    return slope > -1.0 && slope < 0.0 ? -std::numbers::ln2 / numeric::log1p(slope) : kNaN;
  }
  static void state(auto& self, auto& archive) { archive(self.previous_, self.pairs_); }

 private:
  Previous previous_;
  RollingFold<CoMoments> pairs_;
};

}  // namespace nautilus::features
