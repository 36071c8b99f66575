// SPDX-License-Identifier: MIT
#pragma once

#include "nautilus/features/patterns/candle_pattern.hpp"

namespace nautilus::features {

/// A black body that opens above a long white bar and closes in the lower half of its body.
struct DarkCloudCoverRule {
  using Params = SizesOf<kLongBody>;

  static constexpr IndicatorSpec spec{
      .name = "dark_cloud_cover",
      .title = "Dark-cloud cover",
      .group = Group::patterns,
      .inputs = {Input::open, Input::high, Input::low, Input::close},
      .outputs = {{"dark_cloud_cover", "-1 on a bar that completes one, which points down, else 0",
                   "0 while nothing moves", -1.0, 0.0}},
      .formula =
          "c[-1] - o[-1] > long_body * usual body, o > h[-1], o[-1] < c < (o[-1] + c[-1]) / 2; "
          "usual: the mean of the period bars before",
      .gaps = kSizedGaps,
      .reference =
          "Nison, Japanese Candlestick Charting Techniques (1991), chapter 4; sizes as Tulip "
          "Charts has them",
  };

  static double judge(const Candles& candles, const CandleLimits& limits) {
    const auto& [first, before, now] = candles;
    return pointing(false, before.is_white() && before.body() > limits.long_body &&
                               now.open > before.high && now.close < before.middle() &&
                               now.close > before.open);
  }
};
using DarkCloudCover = SizedPattern<DarkCloudCoverRule>;

}  // namespace nautilus::features
