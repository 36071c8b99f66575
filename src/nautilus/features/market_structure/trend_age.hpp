// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <type_traits>

#include "nautilus/features/period_parameter.hpp"
#include "nautilus/features/rolling.hpp"

namespace nautilus::features {

/// For how many bars the close has been on its side of its mean.
class TrendAge {
 public:
  using Params = PeriodParams<50, 2>;

  static constexpr IndicatorSpec spec{
      .name = "trend_age",
      .title = "Age of the trend",
      .group = Group::market_structure,
      .inputs = {Input::close},
      .outputs =
          {{"trend_age",
            "Bars since the close crossed its mean, that one included; above 0 over the "
            "mean, below 0 under it",
            "0 while nothing has moved, unchanged while nothing moves: the close is its mean"}},
      .formula =
          "trend_age[-1] + 1 where c > sma(c, period), from 0 if trend_age[-1] < 0; trend_age[-1] "
          "- 1 where c is below it, from 0 if trend_age[-1] > 0; trend_age[-1] where it is equal",
      .gaps = "No value while a gap is in the window; then the count begins anew",
      .reference =
          "Kaufman, Trading Systems and Methods (2013), chapter 8: the single moving average "
          "system",
  };

  static constexpr int warm_up(const Params& params) { return params.period - 1; }
  static constexpr int gap_recovery(const Params& params) { return params.period; }

  explicit TrendAge(const Params& params) : mean_(params.period) {}

  static double next(auto& self, double close) {
    const double above = close - feed(self.mean_, close);
    const double age = std::isnan(above) ? 0.0
                       : above > 0.0     ? (self.age_ > 0.0 ? self.age_ : 0.0) + 1.0
                       : above < 0.0     ? (self.age_ < 0.0 ? self.age_ : 0.0) - 1.0
                                         : self.age_;
    if constexpr (!std::is_const_v<std::remove_reference_t<decltype(self)>>) {
      self.age_ = age;
    }
    return std::isnan(above) ? kNaN : age;
  }
  static void state(auto& self, auto& archive) { archive(self.mean_, self.age_); }

 private:
  RollingMean mean_;
  double age_ = 0;
};

}  // namespace nautilus::features
