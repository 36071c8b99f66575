// SPDX-License-Identifier: MIT
#pragma once

#include "nautilus/features/patterns/candle_pattern.hpp"

namespace nautilus::features {

/// A short body between shadows that are longer than it.
struct SpinningTopRule {
  using Params = SizesOf<kShortBody>;

  static constexpr IndicatorSpec spec{
      .name = "spinning_top",
      .title = "Spinning top",
      .group = Group::patterns,
      .inputs = {Input::open, Input::high, Input::low, Input::close},
      .outputs = {{"spinning_top", "1 on a bar that is one, else 0", "0 while nothing moves", 0.0,
                   1.0}},
      .formula =
          "|c - o| < short_body * usual body and below both shadows; usual: the mean of the period "
          "bars before",
      .gaps = kSizedGaps,
      .reference =
          "Nison, Japanese Candlestick Charting Techniques (1991), chapter 3; sizes as Tulip "
          "Charts has them",
  };

  static double judge(const Candles& candles, const CandleLimits& limits) {
    const Candle& now = candles.now;
    return found(now.body() < limits.short_body && now.upper_shadow() > now.body() &&
                 now.lower_shadow() > now.body());
  }
};
using SpinningTop = SizedPattern<SpinningTopRule>;

}  // namespace nautilus::features
