// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cmath>

#include "nautilus/features/period_parameter.hpp"
#include "nautilus/features/recursive.hpp"
#include "nautilus/features/rolling.hpp"
#include "nautilus/features/true_range.hpp"

namespace nautilus::features {

/// How far highs rise over the lows before them, and lows fall under the highs before them.
class Vortex {
 public:
  using Params = PeriodParams<14, 1>;

  static constexpr IndicatorSpec spec{
      .name = "vortex",
      .title = "Vortex indicator",
      .group = Group::trend,
      .version = 2,  // Windows of one length lie side by side since.
      .inputs = {Input::high, Input::low, Input::close},
      .outputs = {{"plus", "Upward swings over the true range", "no value while nothing moves",
                   0.0},
                  {"minus", "Downward swings over the true range", "no value while nothing moves",
                   0.0}},
      .formula =
          "sum over period of |h - l[-1]|, and of |l - h[-1]|, over the sum of the true range",
      .gaps = "No value while a gap is in the window; one gap makes two steps unknown",
      .reference = "Botes and Siepman, The Vortex Indicator, Stocks & Commodities 28:1 (2010)",
  };

  static constexpr int warm_up(const Params& params) { return params.period; }
  static constexpr int gap_recovery(const Params& params) { return params.period + 1; }

  explicit Vortex(const Params& params) : moves_(params.period), ranges_(params.period) {}

  static std::array<double, 2> next(auto& self, double high, double low, double close) {
    const double up = std::abs(high - feed(self.low_, low));
    const double down = std::abs(low - feed(self.high_, high));
    const auto moves = feed(self.moves_, PairSum{{up, down}});
    const auto ranges = feed(self.ranges_, Sum{feed(self.true_range_, high, low, close)});
    if (!ranges || ranges->total == 0.0) return {kNaN, kNaN};
    const Pair shares = moves->totals / ranges->total;
    return {shares[0], shares[1]};
  }
  static void state(auto& self, auto& archive) {
    archive(self.low_, self.high_, self.true_range_, self.moves_, self.ranges_);
  }

 private:
  Previous low_;
  Previous high_;
  TrueRange true_range_;
  RollingFold<PairSum> moves_;  ///< Up and down.
  RollingFold<Sum> ranges_;
};

}  // namespace nautilus::features
