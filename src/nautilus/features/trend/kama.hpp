// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <tuple>

#include "nautilus/features/adaptive_level.hpp"
#include "nautilus/features/recursive.hpp"
#include "nautilus/features/rolling.hpp"

namespace nautilus::features {

/// A mean that follows the price fast while it runs straight, and hardly at all while it goes back
/// and forth.
class Kama {
 public:
  struct Params {
    int period = 10;
    int fast_period = 2;
    int slow_period = 30;

    static constexpr auto fields() {
      return std::tuple{
          field("period", &Params::period, "Bars over which the path is judged",
                between(1, 10'000)),
          field("fast_period", &Params::fast_period, "Span in bars while the price runs straight",
                between(1, 10'000)),
          field("slow_period", &Params::slow_period, "Span in bars while it goes nowhere",
                between(2, 10'000)),
      };
    }
  };

  static constexpr IndicatorSpec spec{
      .name = "kama",
      .title = "Kaufman's adaptive moving average",
      .group = Group::trend,
      .inputs = {Input::close},
      .outputs = {{"kama", "Adaptive mean close, a price",
                   "the close while nothing moves: it is followed at full speed"}},
      .formula =
          "kama[-1] + share^2 * (c - kama[-1]); share runs from 2 / (slow_period + 1) to 2 / "
          "(fast_period + 1) with |c - c[-period]| / sum over period of |c - c[-1]|",
      .gaps = "No value while a gap is in the window; the mean goes on from where it was",
      .reference = "Kaufman, Trading Systems and Methods (2013), chapter 17; begun as TA-Lib does",
  };

  static Result<void> check(const Params& params) {
    return check_below("fast_period", params.fast_period, "slow_period", params.slow_period);
  }
  static constexpr int warm_up(const Params& params) { return params.period; }
  static constexpr int gap_recovery(const Params& params) { return params.period + 1; }

  explicit Kama(const Params& params)
      : fast_(2.0 / (params.fast_period + 1.0)),
        slow_(2.0 / (params.slow_period + 1.0)),
        earlier_(params.period),
        path_(params.period) {}

  static double next(auto& self, double close) {
    const double previous = feed(self.previous_, close);
    const double net = std::abs(close - feed(self.earlier_, close));
    const auto path = feed(self.path_, Sum{std::abs(close - previous)});
    if (!path || std::isnan(path->total + net)) return kNaN;
    const double straight = path->total == 0.0 ? 1.0 : std::min(net / path->total, 1.0);
    const double share = self.slow_ + straight * (self.fast_ - self.slow_);
    return feed(self.level_, close, previous, share * share);
  }
  static void state(auto& self, auto& archive) {
    archive(self.previous_, self.earlier_, self.path_, self.level_);
  }

 private:
  double fast_;
  double slow_;
  Previous previous_;
  Delay earlier_;
  RollingFold<Sum> path_;
  AdaptiveLevel level_;
};

}  // namespace nautilus::features
