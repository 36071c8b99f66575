// SPDX-License-Identifier: MIT
#pragma once

#include <tuple>

#include "nautilus/features/rolling.hpp"
#include "nautilus/features/weighted_mean.hpp"

namespace nautilus::features {

/// The weighted mean of two returns: meant for months, to find the bottoms of bear markets.
class CoppockCurve {
 public:
  struct Params {
    int short_period = 11;
    int long_period = 14;
    int period = 10;

    static constexpr auto fields() {
      return std::tuple{
          field("short_period", &Params::short_period, "Bars of the shorter return",
                between(1, 10'000)),
          field("long_period", &Params::long_period, "Bars of the longer return",
                between(2, 10'000)),
          field("period", &Params::period, "Bars in the mean", between(1, 10'000)),
      };
    }
  };

  static constexpr IndicatorSpec spec{
      .name = "coppock_curve",
      .title = "Coppock curve",
      .group = Group::momentum,
      .version = 2,  // Windows are summed about a value of their own since.
      .inputs = {Input::close},
      .outputs = {{"coppock_curve", "Weighted mean of the sum of both returns in percent",
                   "0 while nothing moves, no value where an earlier close is 0"}},
      .formula =
          "wma(roc(long_period) + roc(short_period), period), roc(n) = 100 * (c / c[-n] - 1)",
      .gaps = "No value while the returns of a gap are in the window",
      .reference = "Coppock, Practical Relative Strength Charting, Barron's (1965)",
  };

  static Result<void> check(const Params& params) {
    return check_below("short_period", params.short_period, "long_period", params.long_period);
  }
  static constexpr int warm_up(const Params& params) {
    return params.long_period + params.period - 1;
  }
  static constexpr int gap_recovery(const Params& params) {
    return params.long_period + params.period;
  }

  explicit CoppockCurve(const Params& params)
      : short_(params.short_period), long_(params.long_period), mean_(params.period) {}

  static double next(auto& self, double close) {
    const double earlier = feed(self.short_, close);
    const double earliest = feed(self.long_, close);
    if (earlier == 0.0 || earliest == 0.0) return feed(self.mean_, kNaN);
    return feed(self.mean_, 100.0 * (close / earlier + close / earliest - 2.0));
  }
  static void state(auto& self, auto& archive) { archive(self.short_, self.long_, self.mean_); }

 private:
  Delay short_;
  Delay long_;
  WeightedMean mean_;
};

}  // namespace nautilus::features
