// SPDX-License-Identifier: MIT
#pragma once

#include "nautilus/features/patterns/candle_pattern.hpp"

namespace nautilus::features {

/// Three falling bodies, each opening within the one before and closing below it.
struct ThreeBlackCrowsRule {
  static constexpr int candles = 3;

  static constexpr IndicatorSpec spec{
      .name = "three_black_crows",
      .title = "Three black crows",
      .group = Group::patterns,
      .inputs = {Input::open, Input::high, Input::low, Input::close},
      .outputs = {{"three_black_crows",
                   "-1 on a bar that completes them, which points down, else 0",
                   "0 while nothing moves", -1.0, 0.0}},
      .formula = "c < o on all three; o[-2] > o[-1] > c[-2] > c[-1]; o[-1] > o > c[-1] > c",
      .gaps = "No value while a gap is among the candles",
      .reference = "Nison, Japanese Candlestick Charting Techniques (1991), chapter 6",
  };

  static double judge(const Candles& candles) {
    const auto& [first, before, now] = candles;
    return pointing(false, first.is_black() && follows(before, first) && follows(now, before));
  }

 private:
  static bool follows(const Candle& candle, const Candle& before) {
    return candle.is_black() && candle.open < before.open && candle.open > before.close &&
           candle.close < before.close;
  }
};
using ThreeBlackCrows = PlainPattern<ThreeBlackCrowsRule>;

}  // namespace nautilus::features
