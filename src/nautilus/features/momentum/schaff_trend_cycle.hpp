// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <tuple>

#include "nautilus/features/momentum/range_position.hpp"
#include "nautilus/features/recursive.hpp"

namespace nautilus::features {

/// Where the lead of a fast mean lies in its range, smoothed, and again where that lies in its own.
class SchaffTrendCycle {
 public:
  struct Params {
    int fast_period = 23;
    int slow_period = 50;
    int cycle_period = 10;
    double smoothing = 0.5;

    static constexpr auto fields() {
      return std::tuple{
          field("fast_period", &Params::fast_period, "Span of the fast mean in bars",
                between(1, 10'000)),
          field("slow_period", &Params::slow_period, "Span of the slow mean in bars",
                between(2, 10'000)),
          field("cycle_period", &Params::cycle_period, "Bars in each range", between(2, 10'000)),
          field("smoothing", &Params::smoothing, "Share of the distance that each smoothing moves",
                between(0.01, 1)),
      };
    }
  };

  static constexpr IndicatorSpec spec{
      .name = "schaff_trend_cycle",
      .title = "Schaff trend cycle",
      .group = Group::momentum,
      .version = 2,  // Windows of one length lie side by side since.
      .inputs = {Input::close},
      .outputs = {{"schaff_trend_cycle", "Position in percent", "50 while nothing has moved", 0.0,
                   100.0},
                  {"first_pass", "Position after the first pass in percent",
                   "50 while nothing has moved", 0.0, 100.0}},
      .formula =
          "d = mean of 100 * (m - min m) / (max m - min m) over cycle_period, m = ema(c, "
          "fast_period) - ema(c, slow_period); the same again of d; each mean moves by the share "
          "`smoothing` of the distance from its first value on",
      .gaps = "No value while a gap is in the ranges; means go on from where they were",
      .reference = "Schaff, Schaff Trend Cycle (1999)",
  };

  static Result<void> check(const Params& params) {
    return check_below("fast_period", params.fast_period, "slow_period", params.slow_period);
  }
  static constexpr std::array<int, 2> warm_up(const Params& params) {
    return {params.slow_period + 2 * params.cycle_period - 3,
            params.slow_period + params.cycle_period - 2};
  }
  static constexpr std::array<int, 2> gap_recovery(const Params& params) {
    return {2 * params.cycle_period - 1, params.cycle_period};
  }

  explicit SchaffTrendCycle(const Params& params)
      : fast_(
            SmoothedMean::exponential(params.fast_period, params.slow_period - params.fast_period)),
        slow_(SmoothedMean::exponential(params.slow_period)),
        first_(params.cycle_period),
        once_(SmoothedMean::with_share(params.smoothing, 1)),
        second_(params.cycle_period),
        twice_(SmoothedMean::with_share(params.smoothing, 1)) {}

  static std::array<double, 2> next(auto& self, double close) {
    const double lead = feed(self.fast_, close) - feed(self.slow_, close);
    const double once = feed(self.once_, 100.0 * feed(self.first_, lead, lead, lead));
    const double twice = feed(self.twice_, 100.0 * feed(self.second_, once, once, once));
    return {twice, once};
  }
  static void state(auto& self, auto& archive) {
    archive(self.fast_, self.slow_, self.first_, self.once_, self.second_, self.twice_);
  }

 private:
  SmoothedMean fast_;
  SmoothedMean slow_;
  RangePosition first_;
  SmoothedMean once_;
  RangePosition second_;
  SmoothedMean twice_;
};

}  // namespace nautilus::features
