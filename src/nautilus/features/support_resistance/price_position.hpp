// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <tuple>

#include "nautilus/features/rolling_extremes.hpp"

namespace nautilus::features {

/// Where the close lies in the range of the last bars, from 0 (its low) to 1 (its high).
class PricePosition {
 public:
  struct Params {
    int period = 20;

    static constexpr auto fields() {
      return std::tuple{field("period", &Params::period, "Bars in the range, this one included",
                              between(1, 10'000))};
    }
  };

  static constexpr IndicatorSpec spec{
      .name = "price_position",
      .title = "Position in the range",
      .group = Group::support_resistance,
      .version = 2,  // Windows of one length lie side by side since.
      .inputs = {Input::high, Input::low, Input::close},
      .outputs = {{"price_position", "Share of the range below the close",
                   "0.5 while nothing moves", 0.0, 1.0}},
      .formula = "(c - min l) / (max h - min l) over period",
      .gaps = "No value on a bar without close, or while a gap in h or l is in the window",
      .reference =
          "Murphy, Technical Analysis of the Financial Markets (1999), chapter 10: the "
          "stochastic %K as a fraction",
  };

  static constexpr int warm_up(const Params& params) { return params.period - 1; }
  static constexpr int gap_recovery(const Params& params) { return params.period; }

  explicit PricePosition(const Params& params) : window_(params.period) {}

  static double next(auto& self, double high, double low, double close) {
    const Extremes window = feed(self.window_, high, low);
    if (std::isnan(close)) return kNaN;
    const double range = window.range();
    return range == 0.0 ? 0.5 : (close - window.lowest) / range;
  }
  static void state(auto& self, auto& archive) { archive(self.window_); }

 private:
  RollingExtremes window_;
};

}  // namespace nautilus::features
