// SPDX-License-Identifier: MIT
#pragma once

#include "nautilus/features/patterns/candle_pattern.hpp"

namespace nautilus::features {

/// A body much longer than usual.
struct LongCandleRule {
  using Params = SizesOf<kLongBody>;

  static constexpr IndicatorSpec spec{
      .name = "long_candle",
      .title = "Long candle",
      .group = Group::patterns,
      .inputs = {Input::open, Input::high, Input::low, Input::close},
      .outputs = {{"long_candle", "1 on a long white one, -1 on a long black one, else 0",
                   "0 while nothing moves", -1.0, 1.0}},
      .formula = "|c - o| > long_body * usual body; usual: the mean of the period bars before",
      .gaps = kSizedGaps,
      .reference =
          "Nison, Japanese Candlestick Charting Techniques (1991), chapter 3; sizes as Tulip "
          "Charts has them",
  };

  static double judge(const Candles& candles, const CandleLimits& limits) {
    const Candle& now = candles.now;
    const bool is_long = now.body() > limits.long_body;
    return pointing(is_long && now.is_white(), is_long && now.is_black());
  }
};
using LongCandle = SizedPattern<LongCandleRule>;

}  // namespace nautilus::features
