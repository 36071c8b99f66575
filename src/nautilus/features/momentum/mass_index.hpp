// SPDX-License-Identifier: MIT
#pragma once

#include <tuple>

#include "nautilus/features/recursive.hpp"
#include "nautilus/features/rolling.hpp"

namespace nautilus::features {

/// How much ranges widen: a bulge warns of a turn.
class MassIndex {
 public:
  struct Params {
    int period = 25;
    int mean_period = 9;

    static constexpr auto fields() {
      return std::tuple{
          field("period", &Params::period, "Bars in the sum", between(1, 10'000)),
          field("mean_period", &Params::mean_period, "Span of each mean in bars",
                between(1, 10'000)),
      };
    }
  };

  static constexpr IndicatorSpec spec{
      .name = "mass_index",
      .title = "Mass index",
      .group = Group::momentum,
      .inputs = {Input::high, Input::low},
      .outputs = {{"mass_index", "Sum of ratios, around period",
                   "no value while nothing has moved: while the smoothed range is 0"}},
      .formula =
          "sum over period of ema(h - l, mean_period) / ema(ema(h - l, mean_period), mean_period)",
      .gaps = "No value while a gap is in the sum; the means pass it over",
      .reference = "Dorsey, The Mass Index, Stocks & Commodities 10:6 (1992)",
  };

  static constexpr int warm_up(const Params& params) {
    return 2 * (params.mean_period - 1) + params.period - 1;
  }
  static constexpr int gap_recovery(const Params& params) { return params.period; }

  explicit MassIndex(const Params& params)
      : once_(SmoothedMean::exponential(params.mean_period)),
        twice_(SmoothedMean::exponential(params.mean_period)),
        ratios_(params.period) {}

  static double next(auto& self, double high, double low) {
    const double once = feed(self.once_, high - low);
    const double twice = feed(self.twice_, once);
    const auto ratios = feed(self.ratios_, Sum{twice == 0.0 ? kNaN : once / twice});
    return ratios ? ratios->total : kNaN;
  }
  static void state(auto& self, auto& archive) { archive(self.once_, self.twice_, self.ratios_); }

 private:
  SmoothedMean once_;
  SmoothedMean twice_;
  RollingFold<Sum> ratios_;
};

}  // namespace nautilus::features
