// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <tuple>

#include "nautilus/features/adaptive_level.hpp"
#include "nautilus/features/recursive.hpp"
#include "nautilus/features/rolling.hpp"

namespace nautilus::features {

/// A mean that follows the price the faster, the more volatile it has become.
class Vidya {
 public:
  struct Params {
    int short_period = 9;
    int long_period = 30;
    double alpha = 0.2;

    static constexpr auto fields() {
      return std::tuple{
          field("short_period", &Params::short_period, "Bars in the recent deviation",
                between(2, 10'000)),
          field("long_period", &Params::long_period, "Bars in the usual deviation",
                between(3, 10'000)),
          field("alpha", &Params::alpha, "Share of the distance taken at the usual deviation",
                between(0.0001, 1)),
      };
    }
  };

  static constexpr IndicatorSpec spec{
      .name = "vidya",
      .title = "Variable index dynamic average",
      .group = Group::trend,
      .inputs = {Input::close},
      .outputs = {{"vidya", "Adaptive mean close, a price",
                   "unchanged while nothing moves: in the longer window"}},
      .formula =
          "vidya[-1] + alpha * deviation(c, short_period) / deviation(c, long_period) * (c - "
          "vidya[-1]), begun with the close before the first value",
      .gaps = "No value while a gap is in the window; the mean goes on from where it was",
      .reference =
          "Chande, Adapting Moving Averages to Market Volatility, Stocks & Commodities 10:3 (1992)",
  };

  static Result<void> check(const Params& params) {
    return check_below("short_period", params.short_period, "long_period", params.long_period);
  }
  static constexpr int warm_up(const Params& params) { return params.long_period - 1; }
  static constexpr int gap_recovery(const Params& params) { return params.long_period; }

  explicit Vidya(const Params& params)
      : alpha_(params.alpha), recent_(params.short_period), longer_(params.long_period) {}

  static double next(auto& self, double close) {
    const double previous = feed(self.previous_, close);
    const auto recent = feed(self.recent_, Moments::of(close));
    const auto longer = feed(self.longer_, Moments::of(close));
    if (!longer || std::isnan(longer->squares)) return kNaN;
    const double usual = longer->population_deviation();
    const double index = usual == 0.0 ? 0.0 : recent->population_deviation() / usual;
    return feed(self.level_, close, previous, self.alpha_ * index);
  }
  static void state(auto& self, auto& archive) {
    archive(self.previous_, self.recent_, self.longer_, self.level_);
  }

 private:
  double alpha_;
  Previous previous_;
  RollingFold<Moments> recent_;
  RollingFold<Moments> longer_;
  AdaptiveLevel level_;
};

}  // namespace nautilus::features
