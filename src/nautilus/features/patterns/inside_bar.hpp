// SPDX-License-Identifier: MIT
#pragma once

#include "nautilus/features/patterns/candle_pattern.hpp"

namespace nautilus::features {

/// A bar within the range of the one before.
struct InsideBarRule {
  static constexpr int candles = 2;

  static constexpr IndicatorSpec spec{
      .name = "inside_bar",
      .title = "Inside bar",
      .group = Group::patterns,
      .inputs = {Input::open, Input::high, Input::low, Input::close},
      .outputs = {{"inside_bar", "1 on a bar that is one, else 0", "0 while nothing moves", 0.0,
                   1.0}},
      .formula = "h < h[-1] and l > l[-1]",
      .gaps = "No value while a gap is among the candles",
      .reference =
          "Crabel, Day Trading with Short Term Price Patterns and Opening Range Breakout (1990)",
  };

  static double judge(const Candles& candles) {
    const auto& [first, before, now] = candles;
    return found(now.high < before.high && now.low > before.low);
  }
};
using InsideBar = PlainPattern<InsideBarRule>;

}  // namespace nautilus::features
