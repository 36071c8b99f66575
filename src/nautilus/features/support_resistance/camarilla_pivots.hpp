// SPDX-License-Identifier: MIT
#pragma once

#include <array>

#include "nautilus/features/support_resistance/pivot_window.hpp"

namespace nautilus::features {

/// Levels around the last close at shares of the range of the bars before.
class CamarillaPivots {
 public:
  using Params = PivotParams;

  static constexpr IndicatorSpec spec{
      .name = "camarilla_pivots",
      .title = "Camarilla rolling pivot points",
      .group = Group::support_resistance,
      .version = 2,  // Windows of one length lie side by side since.
      .inputs = {Input::high, Input::low, Input::close},
      .outputs =
          {{"resistance_1", "First resistance, a price", "the close before while nothing moves"},
           {"resistance_2", "Second resistance, a price", "the close before while nothing moves"},
           {"resistance_3", "Third resistance, a price", "the close before while nothing moves"},
           {"resistance_4", "Fourth resistance, a price", "the close before while nothing moves"},
           {"support_1", "First support, a price", "the close before while nothing moves"},
           {"support_2", "Second support, a price", "the close before while nothing moves"},
           {"support_3", "Third support, a price", "the close before while nothing moves"},
           {"support_4", "Fourth support, a price", "the close before while nothing moves"}},
      .formula =
          "H, L, C the highest h, lowest l and last c of the period bars before this one; levels C "
          "+- 1.1 (H - L) / 12, / 6, / 4 and / 2",
      .gaps = "No value while a gap is among the bars before, or on this one",
      .reference =
          "Stott (1989) in Person, Candlestick and Pivot Point Trading Triggers (2006), chapter 6, "
          "of a rolling window",
  };

  static constexpr int warm_up(const Params& params) { return params.period; }
  static constexpr int gap_recovery(const Params& params) { return params.period + 1; }

  explicit CamarillaPivots(const Params& params) : window_(params.period) {}

  static std::array<double, 8> next(auto& self, double high, double low, double close) {
    const PivotPrices p = feed(self.window_, high, low, close);
    const double part = 1.1 * p.range() / 12.0;
    return {p.close + part, p.close + 2.0 * part, p.close + 3.0 * part, p.close + 6.0 * part,
            p.close - part, p.close - 2.0 * part, p.close - 3.0 * part, p.close - 6.0 * part};
  }
  static void state(auto& self, auto& archive) { archive(self.window_); }

 private:
  PivotWindow window_;
};

}  // namespace nautilus::features
