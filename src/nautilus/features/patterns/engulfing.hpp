// SPDX-License-Identifier: MIT
#pragma once

#include "nautilus/features/patterns/candle_pattern.hpp"

namespace nautilus::features {

/// A body that covers that of the bar before, of the other colour.
struct EngulfingRule {
  static constexpr int candles = 2;

  static constexpr IndicatorSpec spec{
      .name = "engulfing",
      .title = "Engulfing pattern",
      .group = Group::patterns,
      .inputs = {Input::open, Input::high, Input::low, Input::close},
      .outputs =
          {{"engulfing",
            "1 for a white body over a black one, -1 for a black one over a white one, else 0",
            "0 while nothing moves", -1.0, 1.0}},
      .formula =
          "1: c[-1] < o[-1], c > o[-1] and o < c[-1]; -1: c[-1] > o[-1], c < o[-1] and o > c[-1]",
      .gaps = "No value while a gap is among the candles",
      .reference = "Nison, Japanese Candlestick Charting Techniques (1991), chapter 4",
  };

  static double judge(const Candles& candles) {
    const auto& [first, before, now] = candles;
    return pointing(before.is_black() && now.close > before.open && now.open < before.close,
                    before.is_white() && now.close < before.open && now.open > before.close);
  }
};
using Engulfing = PlainPattern<EngulfingRule>;

}  // namespace nautilus::features
