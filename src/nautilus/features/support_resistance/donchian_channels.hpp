// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <tuple>

#include "nautilus/features/rolling.hpp"

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
        highest_(params.period),
        lowest_(params.period) {}

  static std::array<double, 4> next(auto& self, double high, double low) {
    const double then_high = feed(self.highs_, high);
    const double then_low = feed(self.lows_, low);
    const auto highest = feed(self.highest_, Maximum{self.offset_ == 0 ? high : then_high});
    const auto lowest = feed(self.lowest_, Minimum{self.offset_ == 0 ? low : then_low});
    if (!highest || std::isnan(high + low)) return {kNaN, kNaN, kNaN, kNaN};
    const double upper = highest->value;
    const double lower = lowest->value;
    const double middle = 0.5 * (upper + lower);
    return {upper, middle, lower, middle == 0.0 ? kNaN : (upper - lower) / middle};
  }
  static void state(auto& self, auto& archive) {
    archive(self.highs_, self.lows_, self.highest_, self.lowest_);
  }

 private:
  int offset_;
  Delay highs_;
  Delay lows_;
  RollingFold<Maximum> highest_;
  RollingFold<Minimum> lowest_;
};

}  // namespace nautilus::features
