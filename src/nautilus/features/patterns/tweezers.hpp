// SPDX-License-Identifier: MIT
#pragma once

#include "nautilus/features/patterns/candle_pattern.hpp"

namespace nautilus::features {

/// Two bars of different colour that turn at the same price.
struct TweezersRule {
  using Params = SizesOf<kNoShadow>;

  static constexpr IndicatorSpec spec{
      .name = "tweezers",
      .title = "Tweezers",
      .group = Group::patterns,
      .inputs = {Input::open, Input::high, Input::low, Input::close},
      .outputs =
          {{"tweezers",
            "1 for equal lows, black before white, -1 for equal highs, white before black, else 0",
            "0 while nothing moves", -1.0, 1.0}},
      .formula =
          "1: c[-1] < o[-1], c > o, |l - l[-1]| < no_shadow * usual range; -1: c[-1] > o[-1], c < "
          "o, |h - h[-1]| < no_shadow * usual range; usual: the mean of the period bars before",
      .gaps = kSizedGaps,
      .reference =
          "Nison, Japanese Candlestick Charting Techniques (1991), chapter 6; the tolerance is "
          "ours",
  };

  static double judge(const Candles& candles, const CandleLimits& limits) {
    const auto& [first, before, now] = candles;
    return pointing(
        before.is_black() && now.is_white() && std::abs(now.low - before.low) < limits.no_shadow,
        before.is_white() && now.is_black() && std::abs(now.high - before.high) < limits.no_shadow);
  }
};
using Tweezers = SizedPattern<TweezersRule>;

}  // namespace nautilus::features
