// SPDX-License-Identifier: MIT
#pragma once

#include "nautilus/features/momentum/range_position.hpp"
#include "nautilus/features/period_parameter.hpp"

namespace nautilus::features {

/// How far the close is below the highest high, in percent of the range.
class WilliamsR {
 public:
  using Params = PeriodParams<14, 1>;

  static constexpr IndicatorSpec spec{
      .name = "williams_r",
      .title = "Williams %R",
      .group = Group::momentum,
      .version = 2,  // Windows of one length lie side by side since.
      .inputs = {Input::high, Input::low, Input::close},
      .outputs = {{"williams_r", "Distance in percent, 0 at the high, -100 at the low",
                   "-50 while nothing moves", -100.0, 0.0}},
      .formula = "-100 * (max h - c) / (max h - min l) over period",
      .gaps = "No value while a gap is in the window",
      .reference = "Williams, How I Made One Million Dollars Last Year Trading Commodities (1973)",
  };

  static constexpr int warm_up(const Params& params) { return params.period - 1; }
  static constexpr int gap_recovery(const Params& params) { return params.period; }

  explicit WilliamsR(const Params& params) : position_(params.period) {}

  static double next(auto& self, double high, double low, double close) {
    return 100.0 * feed(self.position_, high, low, close) - 100.0;
  }
  static void state(auto& self, auto& archive) { archive(self.position_); }

 private:
  RangePosition position_;
};

}  // namespace nautilus::features
