// SPDX-License-Identifier: MIT
#pragma once

#include "nautilus/features/period_parameter.hpp"
#include "nautilus/features/rolling.hpp"

namespace nautilus::features {

/// How far the close is from an earlier one.
class PriceChange {
 public:
  using Params = PeriodParams<10, 1>;

  static constexpr IndicatorSpec spec{
      .name = "price_change",
      .title = "Price change",
      .group = Group::momentum,
      .inputs = {Input::close},
      .outputs = {{"price_change", "Change in price", "0 while nothing moves"}},
      .formula = "c - c[-period]",
      .gaps = "No value on the bar of a gap, nor period bars later",
      .reference =
          "Murphy, Technical Analysis of the Financial Markets (1999), chapter 10: momentum",
  };

  static constexpr int warm_up(const Params& params) { return params.period; }
  static constexpr int gap_recovery(const Params& params) { return params.period + 1; }

  explicit PriceChange(const Params& params) : earlier_(params.period) {}

  static double next(auto& self, double close) { return close - feed(self.earlier_, close); }
  static void state(auto& self, auto& archive) { archive(self.earlier_); }

 private:
  Delay earlier_;
};

}  // namespace nautilus::features
