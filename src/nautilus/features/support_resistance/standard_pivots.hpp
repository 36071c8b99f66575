// SPDX-License-Identifier: MIT
#pragma once

#include <array>

#include "nautilus/features/support_resistance/standard_levels.hpp"

namespace nautilus::features {

/// Levels that floor traders work out from the bars before.
class StandardPivots {
 public:
  using Params = PivotParams;

  static constexpr IndicatorSpec spec{
      .name = "standard_pivots",
      .title = "Rolling pivot points",
      .group = Group::support_resistance,
      .version = 2,  // Windows of one length lie side by side since.
      .inputs = {Input::high, Input::low, Input::close},
      .outputs = standard_level_outputs("the close before while nothing moves", false),
      .formula =
          "H, L, C the highest h, lowest l and last c of the period bars before this one; p = (H + "
          "L + C) / 3; resistances 2 p - L, p + (H - L), H + 2 (p - L); supports 2 p - H, p - (H - "
          "L), L - 2 (H - p)",
      .gaps = "No value while a gap is among the bars before, or on this one",
      .reference =
          "Person, A Complete Guide to Technical Trading Tactics (2004), chapter 6, of a rolling "
          "window",
  };

  static constexpr int warm_up(const Params& params) { return params.period; }
  static constexpr int gap_recovery(const Params& params) { return params.period + 1; }

  explicit StandardPivots(const Params& params) : window_(params.period) {}

  static std::array<double, 7> next(auto& self, double high, double low, double close) {
    return standard_levels(feed(self.window_, high, low, close));
  }
  static void state(auto& self, auto& archive) { archive(self.window_); }

 private:
  PivotWindow window_;
};

}  // namespace nautilus::features
