// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <tuple>

#include "nautilus/features/rolling_extremes.hpp"

namespace nautilus::features {

/// The highest high and the lowest low of the last bars, or of those some bars ago.
class DonchianChannels {
 public:
  struct Params {
    int period = 20;
    int offset = 0;

    static constexpr auto fields() {
      return std::tuple{
          field("period", &Params::period, "Bars in the channel", between(1, 10'000)),
          field("offset", &Params::offset, "Bars by which it lags, so that 1 leaves this bar out",
                between(0, 10'000)),
      };
    }
  };

  static constexpr IndicatorSpec spec{
      .name = "donchian_channels",
      .title = "Donchian channels",
      .group = Group::support_resistance,
      .version = 2,  // Windows of one length lie side by side since.
      .inputs = {Input::high, Input::low},
      .outputs = {{"upper", "Highest high, a price", "always defined"},
                  {"middle", "Middle of the channel, a price", "always defined"},
                  {"lower", "Lowest low, a price", "always defined"},
                  {"width", "Distance of the lines as a fraction of the middle",
                   "0 while nothing moves, no value where the middle is 0"}},
      .formula =
          "upper = max h, lower = min l over the period bars that end offset bars ago, middle = "
          "(upper + lower) / 2, width = (upper - lower) / middle",
      .gaps = "No value while a gap is in the window",
      .reference = "Donchian in Kaufman, Trading Systems and Methods (2013), chapter 5",
  };

  static constexpr int warm_up(const Params& params) { return params.period - 1 + params.offset; }
  // Through the delay a gap on this very bar is not seen yet; the bar has no value all the same.
  static constexpr int gap_recovery(const Params& params) { return params.period + params.offset; }

  explicit DonchianChannels(const Params& params)
      : offset_(params.offset),
        highs_(std::max(params.offset, 1)),
        lows_(std::max(params.offset, 1)),
        window_(params.period) {}

  static std::array<double, 4> next(auto& self, double high, double low) {
    const Extremes window =
        self.offset_ == 0 ? feed(self.window_, high, low)
                          : feed(self.window_, feed(self.highs_, high), feed(self.lows_, low));
    if (std::isnan(high + low)) return {kNaN, kNaN, kNaN, kNaN};
    const double middle = 0.5 * (window.highest + window.lowest);
    return {window.highest, middle, window.lowest, middle == 0.0 ? kNaN : window.range() / middle};
  }
  static void state(auto& self, auto& archive) { archive(self.highs_, self.lows_, self.window_); }

 private:
  int offset_;
  Delay highs_;
  Delay lows_;
  RollingExtremes window_;
};

}  // namespace nautilus::features
