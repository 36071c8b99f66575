// SPDX-License-Identifier: MIT
#pragma once

#include "nautilus/features/patterns/candle_pattern.hpp"

namespace nautilus::features {

/// A short body on a bar that lies wholly beyond the one before.
struct StarRule {
  using Params = SizesOf<kShortBody>;

  static constexpr IndicatorSpec spec{
      .name = "star",
      .title = "Star",
      .group = Group::patterns,
      .inputs = {Input::open, Input::high, Input::low, Input::close},
      .outputs = {{"star", "1 on one above the bar before, -1 on one below it, else 0",
                   "0 while nothing moves", -1.0, 1.0}},
      .formula =
          "|c - o| < short_body * usual body, and l > h[-1] or h < l[-1]; usual: the mean of the "
          "period bars before",
      .gaps = kSizedGaps,
      .reference =
          "Nison, Japanese Candlestick Charting Techniques (1991), chapter 5; sizes as Tulip "
          "Charts has them",
  };

  static double judge(const Candles& candles, const CandleLimits& limits) {
    const Candle& now = candles.now;
    const Candle& before = candles.before;
    const bool is_short = now.body() < limits.short_body;
    return pointing(is_short && now.low > before.high, is_short && now.high < before.low);
  }
};
using Star = SizedPattern<StarRule>;

}  // namespace nautilus::features
