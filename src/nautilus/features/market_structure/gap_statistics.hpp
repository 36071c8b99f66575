// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cmath>

#include "nautilus/features/log_ratio.hpp"
#include "nautilus/features/market_structure/counted.hpp"
#include "nautilus/features/period_parameter.hpp"
#include "nautilus/features/recursive.hpp"
#include "nautilus/features/rolling.hpp"

namespace nautilus::features {

/// How much of the movement happens while the market is closed, and how often it is taken back.
class GapStatistics {
 public:
  using Params = PeriodParams<60, 2>;

  static constexpr IndicatorSpec spec{
      .name = "gap_statistics",
      .title = "Statistics of gaps",
      .group = Group::market_structure,
      .inputs = {Input::open, Input::high, Input::low, Input::close},
      .outputs = {{"overnight_share", "Share of the squared movement that is from close to open",
                   "no value while nothing moves", 0.0, 1.0},
                  {.name = "fill_rate",
                   .meaning =
                       "Share of the bars opening away from the close before that touch it again",
                   .degenerate = "no value while nothing moves: where no bar of the window opens "
                                 "away from the close before",
                   .minimum = 0.0,
                   .maximum = 1.0,
                   .sparse = true}},
      .formula =
          "overnight_share = sum g^2 / (sum g^2 + sum d^2) over period: g = log(o / c[-1]), d = "
          "log(c / o); fill_rate = share of l <= c[-1] <= h among the bars of the last period with "
          "o other than c[-1]",
      .gaps = "No value while a gap is in the window",
      .reference =
          "Lou, Polk and Skouras, A Tug of War: Overnight versus Intraday Expected Returns, "
          "Journal of Financial Economics 134 (2019)",
  };

  static constexpr int warm_up(const Params& params) { return params.period; }
  static constexpr int gap_recovery(const Params& params) { return params.period + 1; }

  explicit GapStatistics(const Params& params)
      : overnight_(params.period), intraday_(params.period), filled_(params.period) {}

  static std::array<double, 2> next(auto& self, double open, double high, double low,
                                    double close) {
    const double previous = feed(self.previous_, close);
    const double gap = log_ratio(open, previous);
    const double day = log_ratio(close, open);
    const auto overnight = feed(self.overnight_, Sum{gap * gap});
    const auto intraday = feed(self.intraday_, Sum{day * day});
    const auto filled = feed(self.filled_, fill(open, high, low, close, previous));
    if (!overnight || std::isnan(high + low)) return {kNaN, kNaN};
    const double both = overnight->total + intraday->total;
    return {both > 0.0 ? overnight->total / both : kNaN,
            filled->count > 0.0 ? filled->total / filled->count : kNaN};
  }
  static void state(auto& self, auto& archive) {
    archive(self.previous_, self.overnight_, self.intraday_, self.filled_);
  }

 private:
  static Counted fill(double open, double high, double low, double close, double previous) {
    if (std::isnan(open + high + low + close + previous)) return {kNaN, kNaN};
    if (open == previous) return {};
    return {low <= previous && previous <= high ? 1.0 : 0.0, 1.0};
  }

  Previous previous_;
  RollingFold<Sum> overnight_;
  RollingFold<Sum> intraday_;
  RollingFold<Counted> filled_;
};

}  // namespace nautilus::features
