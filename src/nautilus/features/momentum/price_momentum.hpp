// SPDX-License-Identifier: MIT
#pragma once

#include <tuple>

#include "nautilus/features/rolling.hpp"

namespace nautilus::features {

/// The return over the last bars.
class PriceMomentum {
 public:
  struct Params {
    int period = 20;

    static constexpr auto fields() {
      return std::tuple{field("period", &Params::period, "Bars to look back", between(1, 10'000))};
    }
  };

  static constexpr IndicatorSpec spec{
      .name = "price_momentum",
      .title = "Price momentum",
      .group = Group::momentum,
      .inputs = {Input::close},
      .outputs = {{"price_momentum", "Return as a fraction",
                   "0 while nothing moves, no value where the earlier close is 0"}},
      .formula = "c / c[-period] - 1",
      .gaps = "No value on the bar of a gap, nor period bars later",
      .reference =
          "Jegadeesh and Titman, Returns to Buying Winners and Selling Losers, Journal of "
          "Finance 48 (1993)",
  };

  static constexpr int warm_up(const Params& params) { return params.period; }
  static constexpr int gap_recovery(const Params& params) { return params.period + 1; }

  explicit PriceMomentum(const Params& params) : earlier_(params.period) {}

  static double next(auto& self, double close) {
    const double earlier = feed(self.earlier_, close);
    return earlier == 0.0 ? kNaN : close / earlier - 1.0;
  }
  static void state(auto& self, auto& archive) { archive(self.earlier_); }

 private:
  Delay earlier_;
};

}  // namespace nautilus::features
