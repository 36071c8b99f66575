// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cmath>
#include <tuple>

#include "nautilus/features/order_statistics.hpp"
#include "nautilus/features/volatility/volatility.hpp"

namespace nautilus::features {

/// Volatility among its own last values: a class from 0 (low) to 3 (extreme) and a rank.
class VolatilityRegime {
 public:
  struct Params {
    int period = 20;
    int window = 252;

    static constexpr auto fields() {
      return std::tuple{
          field("period", &Params::period, "Returns in each volatility", between(2, 10'000)),
          field("window", &Params::window, "Volatilities compared, this one included",
                between(2, 10'000)),
      };
    }
  };

  static constexpr IndicatorSpec spec{
      .name = "volatility_regime",
      .title = "Volatility regime",
      .group = Group::volatility,
      .version = 2,  // What rounding sets apart is equal since.
      .inputs = {Input::close},
      .outputs = {{"volatility_regime", "0 low, 1 normal, 2 high, 3 extreme",
                   "1 while nothing moves: while volatility is the same all the time, no value "
                   "where a close is 0",
                   0.0, 3.0},
                  {"volatility_percentile",
                   "Share of the other volatilities in the window that are lower, equal ones "
                   "counting half",
                   "0.5 while nothing moves: while volatility is the same all the time, no value "
                   "where a close is 0",
                   0.0, 1.0}},
      .formula =
          "of s = volatility(period) and its quantiles q over the last window values, s included "
          "and interpolated at p * (window - 1): 0 where s < q(.25), 3 where s > q(.95), 2 where "
          "s > q(.75), else 1. O(log window) to search",
      .gaps = "No value while a gap is in the volatility; the window passes such bars over",
      .reference =
          "Hyndman and Fan, Sample Quantiles in Statistical Packages, American Statistician 50 "
          "(1996), type 7",
      .cost = Cost::logarithmic,
  };

  static constexpr int warm_up(const Params& params) { return params.period + params.window - 1; }
  static constexpr int gap_recovery(const Params& params) { return params.period + 1; }

  explicit VolatilityRegime(const Params& params)
      : window_(static_cast<std::size_t>(params.window)),
        volatility_({.period = params.period}),
        volatilities_(params.window) {}

  static std::array<double, 2> next(auto& self, double close) {
    const double volatility = feed(self.volatility_, close);
    if (std::isnan(volatility)) return {kNaN, kNaN};
    const Ordered ordered = feed(self.volatilities_, volatility);
    if (ordered.size() < self.window_) return {kNaN, kNaN};
    return {class_of(volatility, ordered), percentile(volatility, ordered)};
  }
  static void state(auto& self, auto& archive) { archive(self.volatility_, self.volatilities_); }

 private:
  // Where a return leaves the window and the same one enters it, volatility is what it was but for
  // rounding. Apart by no more than this share, two of them are equal.
  static constexpr double rounding = 1e-10;

  static double class_of(double volatility, const Ordered& ordered) {
    const double at_least = volatility * (1.0 - rounding);
    if (at_least > ordered.quantile(0.95)) return 3.0;
    if (at_least > ordered.quantile(0.75)) return 2.0;
    return volatility * (1.0 + rounding) < ordered.quantile(0.25) ? 0.0 : 1.0;
  }

  static double percentile(double volatility, const Ordered& ordered) {
    const auto below = static_cast<double>(ordered.below(volatility * (1.0 - rounding)));
    const auto not_above = static_cast<double>(ordered.not_above(volatility * (1.0 + rounding)));
    return (below + not_above - 1.0) / (2.0 * (static_cast<double>(ordered.size()) - 1.0));
  }

  std::size_t window_;
  Volatility volatility_;
  OrderStatistics volatilities_;
};

}  // namespace nautilus::features
