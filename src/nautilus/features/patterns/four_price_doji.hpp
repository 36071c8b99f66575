// SPDX-License-Identifier: MIT
#pragma once

#include "nautilus/features/patterns/candle_pattern.hpp"

namespace nautilus::features {

/// A bar of one price, or of hardly more.
struct FourPriceDojiRule {
  using Params = SizesOf<kNoShadow>;

  static constexpr IndicatorSpec spec{
      .name = "four_price_doji",
      .title = "Four-price doji",
      .group = Group::patterns,
      .inputs = {Input::open, Input::high, Input::low, Input::close},
      .outputs = {{"four_price_doji", "1 on a bar that is one, else 0", "0 while nothing moves",
                   0.0, 1.0}},
      .formula = "h - l < no_shadow * usual range; usual: the mean of the period bars before",
      .gaps = kSizedGaps,
      .reference =
          "Nison, Japanese Candlestick Charting Techniques (1991), chapter 8; sizes as Tulip "
          "Charts has them",
  };

  static double judge(const Candles& candles, const CandleLimits& limits) {
    const Candle& now = candles.now;
    return found(now.range() < limits.no_shadow);
  }
};
using FourPriceDoji = SizedPattern<FourPriceDojiRule>;

}  // namespace nautilus::features
