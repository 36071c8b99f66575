// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <tuple>

#include "nautilus/features/rolling_extremes.hpp"
#include "nautilus/features/volatility/average_true_range.hpp"

namespace nautilus::features {

/// Stops that hang some true ranges from the best price of the window.
class ChandelierExit {
 public:
  struct Params {
    int period = 22;
    double multiplier = 3;

    static constexpr auto fields() {
      return std::tuple{
          field("period", &Params::period, "Bars in the window", between(1, 10'000)),
          field("multiplier", &Params::multiplier, "Distance of the stop in mean ranges",
                between(0.01, 100)),
      };
    }
  };

  static constexpr IndicatorSpec spec{
      .name = "chandelier_exit",
      .title = "Chandelier exit",
      .group = Group::trend,
      .version = 2,  // Windows of one length lie side by side since.
      .inputs = {Input::high, Input::low, Input::close},
      .outputs = {{"long", "Stop of a long position, a price",
                   "the highest high while nothing moves"},
                  {"short", "Stop of a short position, a price",
                   "the lowest low while nothing moves"}},
      .formula =
          "max h - multiplier * average_true_range(period), min l + multiplier * "
          "average_true_range(period), over period bars",
      .gaps = "No value while a gap is in the window",
      .reference = "LeBeau, in Elder, Come Into My Trading Room (2002)",
  };

  static constexpr int warm_up(const Params& params) { return params.period; }
  static constexpr int gap_recovery(const Params& params) {
    return params.period == 1 ? 2 : params.period;
  }

  explicit ChandelierExit(const Params& params)
      : multiplier_(params.multiplier), range_({.period = params.period}), window_(params.period) {}

  static std::array<double, 2> next(auto& self, double high, double low, double close) {
    const double range = self.multiplier_ * feed(self.range_, high, low, close);
    const Extremes window = feed(self.window_, high, low);
    return {window.highest - range, window.lowest + range};
  }
  static void state(auto& self, auto& archive) { archive(self.range_, self.window_); }

 private:
  double multiplier_;
  AverageTrueRange range_;
  RollingExtremes window_;
};

}  // namespace nautilus::features
