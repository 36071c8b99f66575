// SPDX-License-Identifier: MIT
#pragma once

#include "nautilus/features/patterns/candle_pattern.hpp"

namespace nautilus::features {

/// A short body within the long one of the bar before.
struct HaramiRule {
  using Params = SizesOf<kShortBody, kLongBody>;

  static constexpr IndicatorSpec spec{
      .name = "harami",
      .title = "Harami",
      .group = Group::patterns,
      .inputs = {Input::open, Input::high, Input::low, Input::close},
      .outputs = {{"harami", "1 after a black long body, -1 after a white one, else 0",
                   "0 while nothing moves", -1.0, 1.0}},
      .formula =
          "|c[-1] - o[-1]| > long_body * usual body, |c - o| < short_body * usual body, both ends "
          "of the body strictly within the one before; usual: the mean of the period bars before",
      .gaps = kSizedGaps,
      .reference =
          "Nison, Japanese Candlestick Charting Techniques (1991), chapter 6; sizes as Tulip "
          "Charts has them",
  };

  static double judge(const Candles& candles, const CandleLimits& limits) {
    const auto& [first, before, now] = candles;
    const bool there = before.body() > limits.long_body && now.body() < limits.short_body &&
                       now.top() < before.top() && now.bottom() > before.bottom();
    return pointing(there && before.is_black(), there && before.is_white());
  }
};
using Harami = SizedPattern<HaramiRule>;

}  // namespace nautilus::features
