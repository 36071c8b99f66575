// SPDX-License-Identifier: MIT
#pragma once

#include <array>

#include "nautilus/features/patterns/candle_pattern.hpp"

namespace nautilus::features {

/// A long white body, a short one above it, a black one below that which closes no higher than the
/// first.
struct EveningStarRule {
  using Params = SizesOf<kNoBody, kShortBody, kLongBody>;

  static constexpr IndicatorSpec spec{
      .name = "evening_star",
      .title = "Evening star",
      .group = Group::patterns,
      .inputs = {Input::open, Input::high, Input::low, Input::close},
      .outputs =
          {{"evening_star", "-1 on a bar that completes one, which points down, else 0",
            "0 while nothing moves", -1.0, 0.0},
           {"doji_star", "The same where the middle one is a doji", "0 while nothing moves", -1.0,
            0.0},
           {"abandoned_baby",
            "The same where that doji has a gap between its shadows and those of both neighbours",
            "0 while nothing moves", -1.0, 0.0}},
      .formula =
          "c[-2] > o[-2], |c[-2] - o[-2]| > long_body * usual body, |c[-1] - o[-1]| < short_body * "
          "usual body, min(o[-1], c[-1]) >= c[-2], c < o, o <= min(o[-1], c[-1]), c <= c[-2]; a "
          "doji has less than no_body * usual range; abandoned: l[-1] >= max(h[-2], h); usual: the "
          "mean of the period bars before the last",
      .gaps = kSizedGaps,
      .reference =
          "Nison, Japanese Candlestick Charting Techniques (1991), chapter 5; sizes as Tulip "
          "Charts has them",
  };

  static std::array<double, 3> judge(const Candles& candles, const CandleLimits& limits) {
    const auto& [first, star, now] = candles;
    const bool around = first.is_white() && first.body() > limits.long_body &&
                        star.bottom() >= first.top() && now.is_black() &&
                        now.top() <= star.bottom() && now.close <= first.close;
    const bool alone = star.low >= first.high && now.high <= star.low;
    const bool doji = around && star.body() < limits.no_body;
    return {pointing(false, around && star.body() < limits.short_body), pointing(false, doji),
            pointing(false, doji && alone)};
  }
};
using EveningStar = SizedPattern<EveningStarRule>;

}  // namespace nautilus::features
