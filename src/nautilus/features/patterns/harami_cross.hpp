// SPDX-License-Identifier: MIT
#pragma once

#include "nautilus/features/patterns/candle_pattern.hpp"

namespace nautilus::features {

/// A doji within the long body of the bar before.
struct HaramiCrossRule {
  using Params = SizesOf<kNoBody, kLongBody>;

  static constexpr IndicatorSpec spec{
      .name = "harami_cross",
      .title = "Harami cross",
      .group = Group::patterns,
      .inputs = {Input::open, Input::high, Input::low, Input::close},
      .outputs = {{"harami_cross", "1 after a black long body, -1 after a white one, else 0",
                   "0 while nothing moves", -1.0, 1.0}},
      .formula =
          "|c[-1] - o[-1]| > long_body * usual body, |c - o| < no_body * usual range, both ends of "
          "the body strictly within the one before; usual: the mean of the period bars before",
      .gaps = kSizedGaps,
      .reference =
          "Nison, Japanese Candlestick Charting Techniques (1991), chapter 6; sizes as Tulip "
          "Charts has them",
  };

  static double judge(const Candles& candles, const CandleLimits& limits) {
    const auto& [first, before, now] = candles;
    const bool there = before.body() > limits.long_body && now.body() < limits.no_body &&
                       now.top() < before.top() && now.bottom() > before.bottom();
    return pointing(there && before.is_black(), there && before.is_white());
  }
};
using HaramiCross = SizedPattern<HaramiCrossRule>;

}  // namespace nautilus::features
