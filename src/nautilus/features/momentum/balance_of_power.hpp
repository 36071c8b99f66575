// SPDX-License-Identifier: MIT
#pragma once

#include "nautilus/features/period_parameter.hpp"
#include "nautilus/features/rolling.hpp"

namespace nautilus::features {

/// The body of a bar as a share of its range, signed by its direction.
class BalanceOfPower {
 public:
  using Params = PeriodParams<14, 1>;

  static constexpr IndicatorSpec spec{
      .name = "balance_of_power",
      .title = "Balance of power",
      .group = Group::momentum,
      .inputs = {Input::open, Input::high, Input::low, Input::close},
      .outputs = {{"balance_of_power", "Mean share of the range that was kept",
                   "0 while bars have no range", -1.0, 1.0}},
      .formula = "sma((c - o) / (h - l), period)",
      .gaps = "No value while a gap is in the window",
      .reference = "Livshin, Balance of Market Power, Stocks & Commodities 19:8 (2001)",
  };

  static constexpr int warm_up(const Params& params) { return params.period - 1; }
  static constexpr int gap_recovery(const Params& params) { return params.period; }

  explicit BalanceOfPower(const Params& params) : mean_(params.period) {}

  static double next(auto& self, double open, double high, double low, double close) {
    const double range = high - low;
    const double kept = range == 0.0 ? 0.0 * (close - open) : (close - open) / range;
    return feed(self.mean_, kept);
  }
  static void state(auto& self, auto& archive) { archive(self.mean_); }

 private:
  RollingMean mean_;
};

}  // namespace nautilus::features
