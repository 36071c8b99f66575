// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <tuple>

#include "nautilus/features/rolling.hpp"
#include "nautilus/features/volatility/average_true_range.hpp"

namespace nautilus::features {

/// A band around a short mean, some true ranges wide.
class StarcBands {
 public:
  struct Params {
    int period = 5;
    int range_period = 10;
    double multiplier = 2.0;

    static constexpr auto fields() {
      return std::tuple{
          field("period", &Params::period, "Bars in the mean close", between(1, 10'000)),
          field("range_period", &Params::range_period, "Period of the mean true range",
                between(1, 10'000)),
          field("multiplier", &Params::multiplier, "Half width in mean true ranges",
                between(0.01, 100)),
      };
    }
  };

  static constexpr IndicatorSpec spec{
      .name = "starc_bands",
      .title = "Stoller average range channels",
      .group = Group::volatility,
      .inputs = {Input::high, Input::low, Input::close},
      .outputs = {{"upper", "Upper band, a price", "the mean while nothing moves"},
                  {"middle", "Mean close, a price", "always defined"},
                  {"lower", "Lower band, a price", "the mean while nothing moves"}},
      .formula =
          "middle = sma(c, period), upper and lower = middle +- multiplier * "
          "average_true_range(range_period)",
      .gaps =
          "No value while a gap in c is in the mean's window, nor for the bands on the bar after "
          "any gap",
      .reference = "Stoller in Kaufman, Trading Systems and Methods (2013), chapter 8",
  };

  static constexpr std::array<int, 3> warm_up(const Params& params) {
    const int mean = params.period - 1;
    const int bands = std::max(mean, params.range_period);
    return {bands, mean, bands};
  }
  static constexpr std::array<int, 3> gap_recovery(const Params& params) {
    const int bands = std::max(params.period, 2);
    return {bands, params.period, bands};
  }

  explicit StarcBands(const Params& params)
      : multiplier_(params.multiplier),
        mean_(params.period),
        range_({.period = params.range_period}) {}

  static std::array<double, 3> next(auto& self, double high, double low, double close) {
    const double middle = feed(self.mean_, close);
    const double half_width = self.multiplier_ * feed(self.range_, high, low, close);
    return {middle + half_width, middle, middle - half_width};
  }
  static void state(auto& self, auto& archive) { archive(self.mean_, self.range_); }

 private:
  double multiplier_;
  RollingMean mean_;
  AverageTrueRange range_;
};

}  // namespace nautilus::features
