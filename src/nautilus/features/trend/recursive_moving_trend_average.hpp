// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <cstdint>
#include <tuple>
#include <type_traits>

#include "nautilus/features/kernel.hpp"

namespace nautilus::features {

/// A mean that moves along with the trend it smooths, so that it hardly lags behind one.
class RecursiveMovingTrendAverage {
 public:
  struct Params {
    int period = 21;

    static constexpr auto fields() {
      return std::tuple{field("period", &Params::period,
                              "Span in bars: a new close counts 2 / (period + 1)",
                              between(1, 10'000))};
    }
  };

  static constexpr IndicatorSpec spec{
      .name = "recursive_moving_trend_average",
      .title = "Recursive moving trend average",
      .group = Group::trend,
      .inputs = {Input::close},
      .outputs = {{"recursive_moving_trend_average", "Smoothed close ahead of its lag, a price",
                   "the close long after the last movement"}},
      .formula =
          "r[-1] + a * (c - r[-1]) + m - m[-1], a = 2 / (period + 1), m = m[-1] + a * (c - m[-1]); "
          "begun as if all closes before had been the first",
      .gaps = "The bar of a gap has no value; later ones go on as if it had not been",
      .reference =
          "Meyers, The Japanese Yen, Recursed, Stocks & Commodities 16:12 (1998); begun at rest, "
          "where the article has m begin near 0 and settle",
  };

  static constexpr int warm_up(const Params& params) { return params.period - 1; }
  static constexpr int gap_recovery(const Params& /*params*/) { return 1; }

  explicit RecursiveMovingTrendAverage(const Params& params)
      : period_(params.period), share_(2.0 / (params.period + 1.0)) {}

  static double next(auto& self, double close) {
    if (std::isnan(close)) return kNaN;
    const bool is_first = self.seen_ == 0;
    const double before = is_first ? close : self.mean_;
    const double mean = before + self.share_ * (close - before);
    const double from = is_first ? close : self.level_;
    const double level = from + (self.share_ * (close - from) + (mean - before));
    const std::int64_t seen = self.seen_ < self.period_ ? self.seen_ + 1 : self.seen_;
    if constexpr (!std::is_const_v<std::remove_reference_t<decltype(self)>>) {
      self.seen_ = seen;
      self.mean_ = mean;
      self.level_ = level;
    }
    return seen == self.period_ ? level : kNaN;
  }
  static void state(auto& self, auto& archive) { archive(self.seen_, self.mean_, self.level_); }

 private:
  std::int64_t period_;
  double share_;
  std::int64_t seen_ = 0;  ///< Values, up to the period.
  double mean_ = 0;
  double level_ = 0;
};

}  // namespace nautilus::features
