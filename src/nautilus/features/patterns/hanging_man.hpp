// SPDX-License-Identifier: MIT
#pragma once

#include "nautilus/features/patterns/candle_pattern.hpp"

namespace nautilus::features {

/// A hammer's shape at the high of the bar before: a rise that was sold into.
struct HangingManRule {
  using Params = SizesOf<kShortBody, kNoShadow, kLongShadow, kNear>;

  static constexpr IndicatorSpec spec{
      .name = "hanging_man",
      .title = "Hanging man",
      .group = Group::patterns,
      .inputs = {Input::open, Input::high, Input::low, Input::close},
      .outputs = {{"hanging_man", "-1 on a bar that is one, which points down, else 0",
                   "0 while nothing moves", -1.0, 0.0}},
      .formula =
          "|c - o| < short_body * usual body, upper shadow < no_shadow * usual range, lower shadow "
          "> long_shadow * usual body, min(o, c) >= h[-1] - near * usual range; usual: the mean of "
          "the period bars before",
      .gaps = kSizedGaps,
      .reference =
          "Nison, Japanese Candlestick Charting Techniques (1991), chapter 4; sizes as Tulip "
          "Charts has them",
  };

  static double judge(const Candles& candles, const CandleLimits& limits) {
    const Candle& now = candles.now;
    return pointing(false, now.body() < limits.short_body &&
                               now.upper_shadow() < limits.no_shadow &&
                               now.lower_shadow() > limits.long_shadow &&
                               now.bottom() >= candles.before.high - limits.near);
  }
};
using HangingMan = SizedPattern<HangingManRule>;

}  // namespace nautilus::features
