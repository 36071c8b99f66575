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

  template <class Value>
  static Value next(auto& self, Value close) {
    const Value net = magnitude(close - feed(self.earlier_, close));
    const Value path = feed(self.path_, magnitude(close - feed(self.previous_, close)));
    return choose(path > 0.0, smaller(net / path, 1.0), kNaN);
  }
  static void state(auto& self, auto& archive) {
    archive(self.previous_, self.earlier_, self.path_);
  }

 private:
  Previous previous_;
  Delay earlier_;
  WindowSum path_;
};

}  // namespace nautilus::features
