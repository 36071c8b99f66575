// SPDX-License-Identifier: MIT
#pragma once

#include "nautilus/features/patterns/candle_pattern.hpp"

namespace nautilus::features {

/// A short body below a long shadow, over the body before.
struct ShootingStarRule {
  using Params = SizesOf<kShortBody, kNoShadow, kLongShadow>;

  static constexpr IndicatorSpec spec{
      .name = "shooting_star",
      .title = "Shooting star",
      .group = Group::patterns,
      .inputs = {Input::open, Input::high, Input::low, Input::close},
      .outputs = {{"shooting_star", "-1 on a bar that is one, which points down, else 0",
                   "0 while nothing moves", -1.0, 0.0}},
      .formula =
          "|c - o| < short_body * usual body, lower shadow < no_shadow * usual range, upper shadow "
          "> long_shadow * usual body, min(o, c) >= max(o[-1], c[-1]); usual: the mean of the "
          "period bars before",
      .gaps = kSizedGaps,
      .reference =
          "Nison, Japanese Candlestick Charting Techniques (1991), chapter 5; sizes as Tulip "
          "Charts has them",
  };

  static double judge(const Candles& candles, const CandleLimits& limits) {
    const Candle& now = candles.now;
    return pointing(
        false, now.body() < limits.short_body && now.lower_shadow() < limits.no_shadow &&
                   now.upper_shadow() > limits.long_shadow && now.bottom() >= candles.before.top());
  }
};
using ShootingStar = SizedPattern<ShootingStarRule>;

}  // namespace nautilus::features
