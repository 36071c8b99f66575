// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <tuple>

#include "nautilus/features/recursive.hpp"
#include "nautilus/features/volatility/average_true_range.hpp"

namespace nautilus::features {

/// A channel around an exponential mean, some true ranges wide.
class KeltnerChannels {
 public:
  struct Params {
    int period = 20;
    int range_period = 10;
    double multiplier = 2.0;

    static constexpr auto fields() {
      return std::tuple{
          field("period", &Params::period, "Period of the mean close", between(1, 10'000)),
          field("range_period", &Params::range_period, "Period of the mean true range",
                between(1, 10'000)),
          field("multiplier", &Params::multiplier, "Half width in mean true ranges",
                between(0.01, 100)),
      };
    }
  };

  static constexpr IndicatorSpec spec{
      .name = "keltner_channels",
      .title = "Keltner channels",
      .group = Group::volatility,
      .inputs = {Input::high, Input::low, Input::close},
      .outputs = {{"upper", "Upper channel line, a price", "the mean while nothing moves"},
                  {"middle", "Exponential mean close, a price", "always defined"},
                  {"lower", "Lower channel line, a price", "the mean while nothing moves"},
                  {"width", "Distance of the lines as a fraction of the mean",
                   "0 while nothing moves, no value where the mean is 0"}},
      .formula =
          "middle = ema(c, period), upper and lower = middle +- multiplier * "
          "average_true_range(range_period), width = (upper - lower) / middle",
      .gaps =
          "No value on the bar of a gap, nor for the lines on the one after it; the means pass "
          "them over",
      .reference =
          "Raschke's version of Keltner, How to Make Money in Commodities (1960), in Kaufman, "
          "Trading Systems and Methods (2013), chapter 8",
  };

  static constexpr std::array<int, 4> warm_up(const Params& params) {
    const int mean = params.period - 1;
    const int lines = std::max(mean, params.range_period);
    return {lines, mean, lines, lines};
  }
  static constexpr std::array<int, 4> gap_recovery(const Params& /*params*/) {
    return {2, 1, 2, 2};
  }

  explicit KeltnerChannels(const Params& params)
      : multiplier_(params.multiplier),
        mean_(SmoothedMean::exponential(params.period)),
        range_({.period = params.range_period}) {}

  static std::array<double, 4> next(auto& self, double high, double low, double close) {
    const double middle = feed(self.mean_, close);
    const double half_width = self.multiplier_ * feed(self.range_, high, low, close);
    const double width = middle == 0.0 ? kNaN : 2.0 * half_width / middle;
    return {middle + half_width, middle, middle - half_width, width};
  }
  static void state(auto& self, auto& archive) { archive(self.mean_, self.range_); }

 private:
  double multiplier_;
  SmoothedMean mean_;
  AverageTrueRange range_;
};

}  // namespace nautilus::features
