// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>

#include "nautilus/features/period_parameter.hpp"
#include "nautilus/features/recursive.hpp"
#include "nautilus/features/rolling.hpp"

namespace nautilus::features {

/// How straight the price went: the way it came forward by the way it went.
class EfficiencyRatio {
 public:
  using Params = PeriodParams<10>;

  static constexpr IndicatorSpec spec{
      .name = "efficiency_ratio",
      .title = "Efficiency ratio",
      .group = Group::market_structure,
      .inputs = {Input::close},
      .outputs = {{"efficiency_ratio", "1 on a straight way, near 0 on one back and forth",
                   "no value while nothing moves", 0.0, 1.0}},
      .formula = "|c - c[-period]| / sum over period of |c - c[-1]|",
      .gaps = "No value while a return from or to a gap is in the window",
      .reference = "Kaufman, Trading Systems and Methods (2013), chapter 17",
  };

  static constexpr int warm_up(const Params& params) { return params.period; }
  static constexpr int gap_recovery(const Params& params) { return params.period + 1; }

  explicit EfficiencyRatio(const Params& params) : earlier_(params.period), path_(params.period) {}

  static double next(auto& self, double close) {
    const double net = std::abs(close - feed(self.earlier_, close));
    const auto path = feed(self.path_, Sum{std::abs(close - feed(self.previous_, close))});
    if (!path || std::isnan(net) || !(path->total > 0.0)) return kNaN;
    return std::min(net / path->total, 1.0);
  }
  static void state(auto& self, auto& archive) {
    archive(self.previous_, self.earlier_, self.path_);
  }

 private:
  Previous previous_;
  Delay earlier_;
  RollingFold<Sum> path_;
};

}  // namespace nautilus::features
