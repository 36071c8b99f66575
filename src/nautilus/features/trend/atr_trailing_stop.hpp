// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <tuple>

#include "nautilus/features/recursive.hpp"
#include "nautilus/features/trend/trailing_stop.hpp"
#include "nautilus/features/volatility/average_true_range.hpp"

namespace nautilus::features {

/// A stop some true ranges from the close, which turns when the close passes it.
class AtrTrailingStop {
 public:
  struct Params {
    int period = 21;
    double multiplier = 3;

    static constexpr auto fields() {
      return std::tuple{
          field("period", &Params::period, "Bars in the mean range", between(1, 10'000)),
          field("multiplier", &Params::multiplier, "Distance of the stop in mean ranges",
                between(0.01, 100)),
      };
    }
  };

  static constexpr IndicatorSpec spec{
      .name = "atr_trailing_stop",
      .title = "Average true range trailing stop",
      .group = Group::trend,
      .inputs = {Input::high, Input::low, Input::close},
      .outputs = {{"stop", "The stop, a price", "always defined"},
                  {"upper", "The stop while it is above the price", "no value while it is below",
                   -std::numeric_limits<double>::infinity(),
                   std::numeric_limits<double>::infinity(), true},
                  {"lower", "The stop while it is below the price", "no value while it is above",
                   -std::numeric_limits<double>::infinity(),
                   std::numeric_limits<double>::infinity(), true}},
      .formula =
          "c +- multiplier * average_true_range(period); a side moves only towards the price until "
          "the close before was beyond it",
      .gaps = "The bar of a gap and the one after it have no value; the means pass them over",
      .reference = "LeBeau and Lucas, Computer Analysis of the Futures Market (1992)",
  };

  static constexpr int warm_up(const Params& params) { return params.period; }
  static constexpr int gap_recovery(const Params& /*params*/) { return 2; }

  explicit AtrTrailingStop(const Params& params)
      : multiplier_(params.multiplier), range_({.period = params.period}) {}

  static std::array<double, 3> next(auto& self, double high, double low, double close) {
    const double previous = feed(self.previous_, close);
    const double range = self.multiplier_ * feed(self.range_, high, low, close);
    return feed(self.stop_, close, range, close, previous);
  }
  static void state(auto& self, auto& archive) { archive(self.range_, self.previous_, self.stop_); }

 private:
  double multiplier_;
  AverageTrueRange range_;
  Previous previous_;
  TrailingStop stop_;
};

}  // namespace nautilus::features
