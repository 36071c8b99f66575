// SPDX-License-Identifier: MIT
#pragma once

#include "nautilus/features/patterns/candle_pattern.hpp"

namespace nautilus::features {

/// A short body below a long shadow, under the body before.
struct InvertedHammerRule {
  using Params = SizesOf<kShortBody, kNoShadow, kLongShadow>;

  static constexpr IndicatorSpec spec{
      .name = "inverted_hammer",
      .title = "Inverted hammer",
      .group = Group::patterns,
      .inputs = {Input::open, Input::high, Input::low, Input::close},
      .outputs = {{"inverted_hammer", "1 on a bar that is one, which points up, else 0",
                   "0 while nothing moves", 0.0, 1.0}},
      .formula =
          "|c - o| < short_body * usual body, lower shadow < no_shadow * usual range, upper shadow "
          "> long_shadow * usual body, max(o, c) <= min(o[-1], c[-1]); usual: the mean of the "
          "period bars before",
      .gaps = kSizedGaps,
      .reference =
          "Nison, Japanese Candlestick Charting Techniques (1991), chapter 5; sizes as Tulip "
          "Charts has them",
  };

  static double judge(const Candles& candles, const CandleLimits& limits) {
    const Candle& now = candles.now;
    return found(now.body() < limits.short_body && now.lower_shadow() < limits.no_shadow &&
                 now.upper_shadow() > limits.long_shadow && now.top() <= candles.before.bottom());
  }
};
using InvertedHammer = SizedPattern<InvertedHammerRule>;

}  // namespace nautilus::features
