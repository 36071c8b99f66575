// SPDX-License-Identifier: MIT
#pragma once

#include <array>

#include "nautilus/features/support_resistance/pivot_window.hpp"

namespace nautilus::features {

/// Levels from the bars before in which this bar's open counts half.
class WoodiePivots {
 public:
  using Params = PivotParams;

  static constexpr IndicatorSpec spec{
      .name = "woodie_pivots",
      .title = "Woodie's rolling pivot points",
      .group = Group::support_resistance,
      .version = 2,  // Windows of one length lie side by side since.
      .inputs = {Input::open, Input::high, Input::low, Input::close},
      .outputs =
          {{"pivot", "Pivot, a price", "the close before while nothing moves"},
           {"resistance_1", "First resistance, a price", "the close before while nothing moves"},
           {"resistance_2", "Second resistance, a price", "the close before while nothing moves"},
           {"resistance_3", "Third resistance, a price", "the close before while nothing moves"},
           {"support_1", "First support, a price", "the close before while nothing moves"},
           {"support_2", "Second support, a price", "the close before while nothing moves"},
           {"support_3", "Third support, a price", "the close before while nothing moves"}},
      .formula =
          "H, L the highest h and lowest l of the period bars before this one; p = (H + L + 2 o) / "
          "4 with the open of this bar; resistances 2 p - L, p + (H - L), H + 2 (p - L); supports "
          "2 p - H, p - (H - L), L - 2 (H - p)",
      .gaps = "No value while a gap is among the bars before, or on this one",
      .reference =
          "Woodie in Person, A Complete Guide to Technical Trading Tactics (2004), chapter 6, of a "
          "rolling window",
  };

  static constexpr int warm_up(const Params& params) { return params.period; }
  static constexpr int gap_recovery(const Params& params) { return params.period + 1; }

  explicit WoodiePivots(const Params& params) : window_(params.period) {}

  static std::array<double, 7> next(auto& self, double open, double high, double low,
                                    double close) {
    const PivotPrices p = feed(self.window_, high, low, close);
    const double pivot = (p.high + p.low + 2.0 * open) / 4.0;
    return {pivot,
            2.0 * pivot - p.low,
            pivot + p.range(),
            p.high + 2.0 * (pivot - p.low),
            2.0 * pivot - p.high,
            pivot - p.range(),
            p.low - 2.0 * (p.high - pivot)};
  }
  static void state(auto& self, auto& archive) { archive(self.window_); }

 private:
  PivotWindow window_;
};

}  // namespace nautilus::features
