// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <tuple>

#include "nautilus/features/rolling.hpp"

namespace nautilus::features {

/// How a series did beside another.
class PriceRelativeStrength {
 public:
  struct Params {
    int period = 20;

    static constexpr auto fields() {
      return std::tuple{
          field("period", &Params::period, "Bars of the returns compared", between(1, 10'000))};
    }
  };

  static constexpr IndicatorSpec spec{
      .name = "price_relative_strength",
      .title = "Price relative strength",
      .group = Group::cross_sectional,
      .inputs = {Input::close, Input::reference},
      .outputs = {{"price_relative_strength", "Close by the close of the reference",
                   "no value where the reference is 0"},
                  {"excess_return", "Return over the period less that of the reference",
                   "0 while nothing moves, no value where a close of the period's start is 0"}},
      .formula =
          "c / x; excess_return = (c / c[-period] - 1) - (x / x[-period] - 1), x being the "
          "reference, counted in bars that both have",
      .gaps = "A bar that one of the two lacks has no value and is passed over",
      .reference = "Levy, Relative Strength as a Criterion for Investment Selection (1967)",
  };

  static constexpr std::array<int, 2> warm_up(const Params& params) { return {0, params.period}; }
  static constexpr int gap_recovery(const Params& /*params*/) { return 1; }

  explicit PriceRelativeStrength(const Params& params)
      : close_then_(params.period), reference_then_(params.period) {}

  static std::array<double, 2> next(auto& self, double close, double reference) {
    if (std::isnan(close) || std::isnan(reference)) return {kNaN, kNaN};
    const double own = close / feed(self.close_then_, close) - 1.0;
    const double other = reference / feed(self.reference_then_, reference) - 1.0;
    return {close / reference, own - other};
  }
  static void state(auto& self, auto& archive) { archive(self.close_then_, self.reference_then_); }

 private:
  Delay close_then_;
  Delay reference_then_;
};

}  // namespace nautilus::features
