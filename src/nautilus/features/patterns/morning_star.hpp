// SPDX-License-Identifier: MIT
#pragma once

#include <array>

#include "nautilus/features/patterns/candle_pattern.hpp"

namespace nautilus::features {

/// A long black body, a short one below it, a white one above that which closes no lower than the
/// first.
struct MorningStarRule {
  using Params = SizesOf<kNoBody, kShortBody, kLongBody>;

  static constexpr IndicatorSpec spec{
      .name = "morning_star",
      .title = "Morning star",
      .group = Group::patterns,
      .inputs = {Input::open, Input::high, Input::low, Input::close},
      .outputs =
          {{"morning_star", "1 on a bar that completes one, which points up, else 0",
            "0 while nothing moves", 0.0, 1.0},
           {"doji_star", "The same where the middle one is a doji", "0 while nothing moves", 0.0,
            1.0},
           {"abandoned_baby",
            "The same where that doji has a gap between its shadows and those of both neighbours",
            "0 while nothing moves", 0.0, 1.0}},
      .formula =
          "c[-2] < o[-2], |c[-2] - o[-2]| > long_body * usual body, |c[-1] - o[-1]| < short_body * "
          "usual body, max(o[-1], c[-1]) <= c[-2], c > o, o >= max(o[-1], c[-1]), c >= c[-2]; a "
          "doji has less than no_body * usual range; abandoned: h[-1] <= min(l[-2], l); usual: the "
          "mean of the period bars before the last",
      .gaps = kSizedGaps,
      .reference =
          "Nison, Japanese Candlestick Charting Techniques (1991), chapter 5; sizes as Tulip "
          "Charts has them",
  };

  static std::array<double, 3> judge(const Candles& candles, const CandleLimits& limits) {
    const auto& [first, star, now] = candles;
    const bool around = first.is_black() && first.body() > limits.long_body &&
                        star.top() <= first.bottom() && now.is_white() &&
                        now.bottom() >= star.top() && now.close >= first.close;
    const bool alone = star.high <= first.low && now.low >= star.high;
    const bool doji = around && star.body() < limits.no_body;
    return {found(around && star.body() < limits.short_body), found(doji), found(doji && alone)};
  }
};
using MorningStar = SizedPattern<MorningStarRule>;

}  // namespace nautilus::features
