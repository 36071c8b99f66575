// SPDX-License-Identifier: MIT
#pragma once

#include <array>

#include "nautilus/features/patterns/candle_pattern.hpp"

namespace nautilus::features {

/// A long body without shadows.
class Marubozu {
 public:
  struct Params : CandleSizes {
    double percent = 95;

    static constexpr auto fields() {
      return std::tuple{kSizesPeriod, kLongBody, kNoShadow,
                        field("percent", &Params::percent,
                              "Of full_body: the least body in percent of the bar's own range",
                              between(50, 100))};
    }
  };

  static constexpr IndicatorSpec spec{
      .name = "marubozu",
      .title = "Marubozu",
      .group = Group::patterns,
      .inputs = {Input::open, Input::high, Input::low, Input::close},
      .outputs = {{"marubozu", "1 on a white one, -1 on a black one, else 0",
                   "0 while nothing moves", -1.0, 1.0},
                  {"full_body", "The same of bars that are body almost alone, however short",
                   "0 while nothing moves", -1.0, 1.0}},
      .formula =
          "marubozu: |c - o| > long_body * usual body, both shadows < no_shadow * usual range; "
          "full_body: |c - o| >= percent / 100 * (h - l) > 0; usual: the mean of the period bars "
          "before",
      .gaps = "No value on a gap; none of marubozu while one is among the bars of the usual sizes",
      .reference =
          "Nison, Japanese Candlestick Charting Techniques (1991), chapter 6; sizes as Tulip "
          "Charts "
          "has them, percentage as Stock Indicators",
  };

  static constexpr std::array<int, 2> warm_up(const Params& params) { return {params.period, 0}; }
  static constexpr std::array<int, 2> gap_recovery(const Params& params) {
    return {params.period + 1, 1};
  }

  explicit Marubozu(const Params& params) : params_(params), usual_(params.period) {}

  static std::array<double, 2> next(auto& self, double open, double high, double low,
                                    double close) {
    const Candle now{open, high, low, close};
    const UsualSizes usual = feed(self.usual_, now);
    if (!now.exists()) return {kNaN, kNaN};
    const CandleLimits limits(self.params_, usual);
    const bool bare = now.body() > limits.long_body && now.upper_shadow() < limits.no_shadow &&
                      now.lower_shadow() < limits.no_shadow;
    const bool full = now.range() > 0.0 && now.body() / now.range() >= self.params_.percent / 100.0;
    return {std::isnan(usual.body + usual.range) ? kNaN : coloured(bare, now), coloured(full, now)};
  }
  static void state(auto& self, auto& archive) { archive(self.usual_); }

 private:
  static double coloured(bool there, const Candle& now) {
    return pointing(there && now.is_white(), there && now.is_black());
  }

  Params params_;
  UsualCandle usual_;
};

}  // namespace nautilus::features
