// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cmath>
#include <tuple>

#include "nautilus/features/recursive.hpp"
#include "nautilus/features/rolling.hpp"

namespace nautilus::features {

/// The return over some bars, smoothed, within a band as wide as it has lately been far from 0.
class RateOfChangeBand {
 public:
  struct Params {
    int period = 20;
    int smooth_period = 5;
    int band_period = 5;

    static constexpr auto fields() {
      return std::tuple{
          field("period", &Params::period, "Bars to look back", between(1, 10'000)),
          field("smooth_period", &Params::smooth_period, "Span of the mean in bars",
                between(1, 10'000)),
          field("band_period", &Params::band_period, "Bars in the band", between(1, 10'000)),
      };
    }
  };

  static constexpr IndicatorSpec spec{
      .name = "rate_of_change_band",
      .title = "Rate of change with band",
      .group = Group::momentum,
      .inputs = {Input::close},
      .outputs = {{"smoothed", "Exponential mean of the return in percent",
                   "0 while nothing moves, no value where the earlier close is 0"},
                  {"upper", "Root of the mean squared return in percent",
                   "0 while nothing moves, no value where the earlier close is 0", 0.0},
                  {"lower", "The same, negative",
                   "0 while nothing moves, no value where the earlier close is 0",
                   -std::numeric_limits<double>::infinity(), 0.0}},
      .formula =
          "roc = 100 * (c / c[-period] - 1); ema(roc, smooth_period); +- sqrt(mean of roc^2 over "
          "band_period)",
      .gaps =
          "No value on the bar of a gap, nor period bars later, nor of the band while one of these "
          "is in its window",
      .reference = "Stock Indicators for .NET, Rate of Change with Bands",
  };

  static constexpr std::array<int, 3> warm_up(const Params& params) {
    return {params.period + params.smooth_period - 1, params.period + params.band_period - 1,
            params.period + params.band_period - 1};
  }
  static constexpr std::array<int, 3> gap_recovery(const Params& params) {
    return {params.period + 1, params.period + params.band_period,
            params.period + params.band_period};
  }

  explicit RateOfChangeBand(const Params& params)
      : band_period_(params.band_period),
        earlier_(params.period),
        smoothed_(SmoothedMean::exponential(params.smooth_period)),
        squares_(params.band_period) {}

  static std::array<double, 3> next(auto& self, double close) {
    const double earlier = feed(self.earlier_, close);
    const double change = earlier == 0.0 ? kNaN : 100.0 * (close / earlier - 1.0);
    const auto squares = feed(self.squares_, Sum{change * change});
    const double band = squares ? std::sqrt(squares->total / self.band_period_) : kNaN;
    return {feed(self.smoothed_, change), band, -band};
  }
  static void state(auto& self, auto& archive) {
    archive(self.earlier_, self.smoothed_, self.squares_);
  }

 private:
  double band_period_;
  Delay earlier_;
  SmoothedMean smoothed_;
  RollingFold<Sum> squares_;
};

}  // namespace nautilus::features
