// SPDX-License-Identifier: MIT
#pragma once

#include "nautilus/features/patterns/candle_pattern.hpp"

namespace nautilus::features {

/// A white body that opens below a long black bar and closes in the upper half of its body.
struct PiercingLineRule {
  using Params = SizesOf<kLongBody>;

  static constexpr IndicatorSpec spec{
      .name = "piercing_line",
      .title = "Piercing line",
      .group = Group::patterns,
      .inputs = {Input::open, Input::high, Input::low, Input::close},
      .outputs = {{"piercing_line", "1 on a bar that completes one, which points up, else 0",
                   "0 while nothing moves", 0.0, 1.0}},
      .formula =
          "o[-1] - c[-1] > long_body * usual body, o < l[-1], (o[-1] + c[-1]) / 2 < c < o[-1]; "
          "usual: the mean of the period bars before",
      .gaps = kSizedGaps,
      .reference =
          "Nison, Japanese Candlestick Charting Techniques (1991), chapter 4; sizes as Tulip "
          "Charts has them",
  };

  static double judge(const Candles& candles, const CandleLimits& limits) {
    const auto& [first, before, now] = candles;
    return found(before.is_black() && before.body() > limits.long_body && now.open < before.low &&
                 now.close > before.middle() && now.close < before.open);
  }
};
using PiercingLine = SizedPattern<PiercingLineRule>;

}  // namespace nautilus::features
