// SPDX-License-Identifier: MIT
#pragma once

#include "nautilus/features/patterns/candle_pattern.hpp"

namespace nautilus::features {

/// A doji with long shadows on both sides.
struct LongLeggedDojiRule {
  using Params = SizesOf<kNoBody, kLongShadow>;

  static constexpr IndicatorSpec spec{
      .name = "long_legged_doji",
      .title = "Long-legged doji",
      .group = Group::patterns,
      .inputs = {Input::open, Input::high, Input::low, Input::close},
      .outputs = {{"long_legged_doji", "1 on a bar that is one, else 0", "0 while nothing moves",
                   0.0, 1.0}},
      .formula =
          "|c - o| < no_body * usual range, both shadows > long_shadow * usual body; usual: the "
          "mean of the period bars before",
      .gaps = kSizedGaps,
      .reference =
          "Nison, Japanese Candlestick Charting Techniques (1991), chapter 8; sizes as Tulip "
          "Charts has them",
  };

  static double judge(const Candles& candles, const CandleLimits& limits) {
    const Candle& now = candles.now;
    return found(now.body() < limits.no_body && now.upper_shadow() > limits.long_shadow &&
                 now.lower_shadow() > limits.long_shadow);
  }
};
using LongLeggedDoji = SizedPattern<LongLeggedDojiRule>;

}  // namespace nautilus::features
