// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <tuple>
#include <type_traits>

#include "nautilus/features/recursive.hpp"
#include "nautilus/features/volatility/average_true_range.hpp"

namespace nautilus::features {

/// A stop some true ranges from the best close of the trend, which turns when the close passes it.
class VolatilityStop {
 public:
  struct Params {
    int period = 7;
    double multiplier = 3;

    static constexpr auto fields() {
      return std::tuple{
          field("period", &Params::period, "Bars in the mean range", between(2, 10'000)),
          field("multiplier", &Params::multiplier, "Distance of the stop in mean ranges",
                between(0.01, 100)),
      };
    }
  };

  static constexpr IndicatorSpec spec{
      .name = "volatility_stop",
      .title = "Volatility stop",
      .group = Group::trend,
      .inputs = {Input::high, Input::low, Input::close},
      .outputs = {{"stop", "The stop, a price", "always defined"},
                  {"direction",
                   "1 in a rising trend, -1 in a falling one, before this close is judged",
                   "always defined", -1.0, 1.0}},
      .formula =
          "best close of the trend -+ multiplier * average_true_range(period)[-1]; the trend turns "
          "when the close passes the stop; begun by the sign of c - the first close after period "
          "bars",
      .gaps = "The bar of a gap and the two after it have no value; the mean passes them over",
      .reference =
          "Wilder, New Concepts in Technical Trading Systems (1978), The Volatility System",
  };

  static constexpr int warm_up(const Params& params) { return params.period + 1; }
  static constexpr int gap_recovery(const Params& /*params*/) { return 3; }

  explicit VolatilityStop(const Params& params)
      : period_(params.period), multiplier_(params.multiplier), range_({.period = params.period}) {}

  static std::array<double, 2> next(auto& self, double high, double low, double close) {
    const double range = feed(self.range_, high, low, close);
    const double before = feed(self.earlier_, range);
    if (std::isnan(high + low + close)) return {kNaN, kNaN};
    const Trend trend = self.trend_.with(close, self.period_);
    const double stop = trend.best - (trend.rising ? 1.0 : -1.0) * self.multiplier_ * before;
    if constexpr (!std::is_const_v<std::remove_reference_t<decltype(self)>>) {
      self.trend_ = trend.judged(close, stop);
    }
    const bool shown = !std::isnan(stop) && !std::isnan(range);
    return {shown ? stop : kNaN, shown ? (trend.rising ? 1.0 : -1.0) : kNaN};
  }
  static void state(auto& self, auto& archive) { archive(self.range_, self.earlier_, self.trend_); }

 private:
  struct Trend {
    std::int64_t seen = 0;  ///< Closes, counted up to the period.
    double first = kNaN;
    double best = kNaN;  ///< The highest close of a rising trend, the lowest of a falling one.
    double highest = kNaN;
    double lowest = kNaN;
    bool rising = true;

    static void state(auto& self, auto& archive) {
      archive(self.seen, self.first, self.best, self.highest, self.lowest, self.rising);
    }

    // While there are fewer closes than the period, both extremes are kept.
    [[nodiscard]] Trend with(double close, std::int64_t period) const {
      if (seen == period) return *this;
      Trend next = *this;
      if (seen == 0) next.first = next.highest = next.lowest = close;
      next.highest = std::max(next.highest, close);
      next.lowest = std::min(next.lowest, close);
      ++next.seen;
      next.rising = close > next.first;
      next.best = next.rising ? next.highest : next.lowest;
      return next;
    }

    [[nodiscard]] Trend judged(double close, double stop) const {
      Trend next = *this;
      if (rising ? close < stop : close > stop) {
        next.rising = !rising;
        next.best = close;
      } else {
        next.best = rising ? std::max(best, close) : std::min(best, close);
      }
      return next;
    }
  };

  std::int64_t period_;
  double multiplier_;
  AverageTrueRange range_;
  Previous earlier_;
  Trend trend_;
};

}  // namespace nautilus::features
