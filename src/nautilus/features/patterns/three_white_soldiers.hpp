// SPDX-License-Identifier: MIT
#pragma once

#include "nautilus/features/patterns/candle_pattern.hpp"

namespace nautilus::features {

/// Three rising bodies, each opening within the one before and closing above it.
struct ThreeWhiteSoldiersRule {
  static constexpr int candles = 3;

  static constexpr IndicatorSpec spec{
      .name = "three_white_soldiers",
      .title = "Three white soldiers",
      .group = Group::patterns,
      .inputs = {Input::open, Input::high, Input::low, Input::close},
      .outputs = {{"three_white_soldiers",
                   "1 on a bar that completes them, which points up, else 0",
                   "0 while nothing moves", 0.0, 1.0}},
      .formula = "c > o on all three; o[-2] < o[-1] < c[-2] < c[-1]; o[-1] < o < c[-1] < c",
      .gaps = "No value while a gap is among the candles",
      .reference = "Nison, Japanese Candlestick Charting Techniques (1991), chapter 6",
  };

  static double judge(const Candles& candles) {
    const auto& [first, before, now] = candles;
    return found(first.is_white() && follows(before, first) && follows(now, before));
  }

 private:
  static bool follows(const Candle& candle, const Candle& before) {
    return candle.is_white() && candle.open > before.open && candle.open < before.close &&
           candle.close > before.close;
  }
};
using ThreeWhiteSoldiers = PlainPattern<ThreeWhiteSoldiersRule>;

}  // namespace nautilus::features
