// SPDX-License-Identifier: MIT
#pragma once

#include <array>

#include "nautilus/features/patterns/candle_pattern.hpp"

namespace nautilus::features {

/// A candle that closes where it opened.
class Doji {
 public:
  struct Params : CandleSizes {
    double percent = 0.1;

    static constexpr auto fields() {
      return std::tuple{
          kSizesPeriod, kNoBody,
          field("percent", &Params::percent,
                "Of doji_percent: the largest body in percent of the open", between(0, 100))};
    }
  };

  static constexpr IndicatorSpec spec{
      .name = "doji",
      .title = "Doji",
      .group = Group::patterns,
      .inputs = {Input::open, Input::high, Input::low, Input::close},
      .outputs = {{"doji", "1 on a bar with no body to speak of beside the usual range, else 0",
                   "0 while nothing moves", 0.0, 1.0},
                  {"doji_percent",
                   "1 on a bar whose close is within a percentage of its open, "
                   "else 0",
                   "1 while nothing moves, 0 where the open is 0", 0.0, 1.0}},
      .formula =
          "doji: |c - o| < no_body * mean h - l of the period bars before; doji_percent: 100 * |c "
          "/ o - 1| <= percent",
      .gaps = "No value on a gap; none of doji while one is among the bars of the usual range",
      .reference =
          "Nison, Japanese Candlestick Charting Techniques (1991), chapter 8; sizes as Tulip "
          "Charts "
          "has them, percentage as Stock Indicators",
  };

  static constexpr std::array<int, 2> warm_up(const Params& params) { return {params.period, 0}; }
  static constexpr std::array<int, 2> gap_recovery(const Params& params) {
    return {params.period + 1, 1};
  }

  explicit Doji(const Params& params) : params_(params), usual_(params.period) {}

  static std::array<double, 2> next(auto& self, double open, double high, double low,
                                    double close) {
    const Candle now{open, high, low, close};
    const UsualSizes usual = feed(self.usual_, now);
    if (!now.exists()) return {kNaN, kNaN};
    const double limit = CandleLimits(self.params_, usual).no_body;
    return {std::isnan(limit) ? kNaN : found(now.body() < limit),
            found(100.0 * std::abs(close / open - 1.0) <= self.params_.percent)};
  }
  static void state(auto& self, auto& archive) { archive(self.usual_); }

 private:
  Params params_;
  UsualCandle usual_;
};

}  // namespace nautilus::features
