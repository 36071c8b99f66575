// SPDX-License-Identifier: MIT
#pragma once

#include "nautilus/features/period_parameter.hpp"
#include "nautilus/features/rolling.hpp"
#include "nautilus/numeric/pinned_math.hpp"

namespace nautilus::features {

/// The return over the last bars as a logarithm: those of neighbouring spans add up.
class LogReturn {
 public:
  using Params = PeriodParams<1, 1>;

  static constexpr IndicatorSpec spec{
      .name = "log_return",
      .title = "Logarithmic return",
      .group = Group::price,
      .inputs = {Input::close},
      .outputs = {{"log_return", "Return as a logarithm",
                   "0 while nothing moves, no value where one of the closes is not above 0"}},
      .formula = "log(c / c[-period])",
      .gaps = "No value on the bar of a gap, nor period bars later",
      .reference =
          "Campbell, Lo and MacKinlay, The Econometrics of Financial Markets (1997), chapter 1.4",
  };

  static constexpr int warm_up(const Params& params) { return params.period; }
  static constexpr int gap_recovery(const Params& params) { return params.period + 1; }

  explicit LogReturn(const Params& params) : earlier_(params.period) {}

  static double next(auto& self, double close) {
    const double earlier = feed(self.earlier_, close);
    return close > 0.0 && earlier > 0.0 ? numeric::log(close / earlier) : kNaN;
  }
  static void state(auto& self, auto& archive) { archive(self.earlier_); }

 private:
  Delay earlier_;
};

}  // namespace nautilus::features
