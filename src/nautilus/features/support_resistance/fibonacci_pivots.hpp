// SPDX-License-Identifier: MIT
#pragma once

#include <array>

#include "nautilus/features/support_resistance/pivot_window.hpp"

namespace nautilus::features {

/// Levels at Fibonacci's shares of the range of the bars before.
class FibonacciPivots {
 public:
  using Params = PivotParams;

  static constexpr IndicatorSpec spec{
      .name = "fibonacci_pivots",
      .title = "Fibonacci rolling pivot points",
      .group = Group::support_resistance,
      .version = 2,  // Windows of one length lie side by side since.
      .inputs = {Input::high, Input::low, Input::close},
      .outputs =
          {{"pivot", "Pivot, a price", "the close before while nothing moves"},
           {"resistance_1", "First resistance, a price", "the close before while nothing moves"},
           {"resistance_2", "Second resistance, a price", "the close before while nothing moves"},
           {"resistance_3", "Third resistance, a price", "the close before while nothing moves"},
           {"support_1", "First support, a price", "the close before while nothing moves"},
           {"support_2", "Second support, a price", "the close before while nothing moves"},
           {"support_3", "Third support, a price", "the close before while nothing moves"}},
      .formula =
          "H, L, C the highest h, lowest l and last c of the period bars before this one; p = (H + "
          "L + C) / 3; levels p +- .382, .618 and 1 times H - L",
      .gaps = "No value while a gap is among the bars before, or on this one",
      .reference =
          "Person, A Complete Guide to Technical Trading Tactics (2004), chapter 6, of a rolling "
          "window",
  };

  static constexpr int warm_up(const Params& params) { return params.period; }
  static constexpr int gap_recovery(const Params& params) { return params.period + 1; }

  explicit FibonacciPivots(const Params& params) : window_(params.period) {}

  static std::array<double, 7> next(auto& self, double high, double low, double close) {
    const PivotPrices p = feed(self.window_, high, low, close);
    const double pivot = (p.high + p.low + p.close) / 3.0;
    const double range = p.range();
    return {pivot,         pivot + 0.382 * range, pivot + 0.618 * range,
            pivot + range, pivot - 0.382 * range, pivot - 0.618 * range,
            pivot - range};
  }
  static void state(auto& self, auto& archive) { archive(self.window_); }

 private:
  PivotWindow window_;
};

}  // namespace nautilus::features
