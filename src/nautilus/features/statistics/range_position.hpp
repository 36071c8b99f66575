// SPDX-License-Identifier: MIT
#pragma once

#include "nautilus/features/momentum/range_position.hpp"
#include "nautilus/features/period_parameter.hpp"

namespace nautilus::features {

/// Where a value lies between the lowest and the highest of the last ones.
class PositionInRange {
 public:
  using Params = PeriodParams<20, 2>;

  static constexpr IndicatorSpec spec{
      .name = "range_position",
      .title = "Position of a value in its range",
      .group = Group::statistics,
      .version = 2,  // Windows of one length lie side by side since.
      .inputs = {Input::close},
      .outputs = {{"range_position", "0 at the lowest, 1 at the highest", "0.5 while nothing moves",
                   0.0, 1.0}},
      .formula = "(c - min c) / (max c - min c), both over period",
      .gaps = "No value while a gap is in the window",
      .reference =
          "Lane, Lane's Stochastics, Technical Analysis of Stocks and Commodities 2 (1984): %K of "
          "one series",
  };

  static constexpr int warm_up(const Params& params) { return params.period - 1; }
  static constexpr int gap_recovery(const Params& params) { return params.period; }

  explicit PositionInRange(const Params& params) : position_(params.period) {}

  static double next(auto& self, double value) { return feed(self.position_, value, value, value); }
  static void state(auto& self, auto& archive) { archive(self.position_); }

 private:
  RangePosition position_;
};

}  // namespace nautilus::features
