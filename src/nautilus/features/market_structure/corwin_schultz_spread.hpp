// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <numbers>

#include "nautilus/features/log_ratio.hpp"
#include "nautilus/features/period_parameter.hpp"
#include "nautilus/features/recursive.hpp"
#include "nautilus/features/rolling.hpp"
#include "nautilus/numeric/pinned_math.hpp"

namespace nautilus::features {

/// The spread between bid and ask, told from the volatility by how ranges grow over two bars.
class CorwinSchultzSpread {
 public:
  using Params = PeriodParams<20>;

  static constexpr IndicatorSpec spec{
      .name = "corwin_schultz_spread",
      .title = "Corwin and Schultz spread",
      .group = Group::market_structure,
      .inputs = {Input::high, Input::low, Input::close},
      .outputs = {{"corwin_schultz_spread", "Mean spread as a fraction of the price",
                   "0 while nothing moves, no value where a price is not above 0", 0.0, 2.0}},
      .formula =
          "mean over period of max(2 (e^a - 1) / (1 + e^a), 0): a = (sqrt(2 b) - sqrt b) / (3 - 2 "
          "sqrt 2) - sqrt(g / (3 - 2 sqrt 2)), b = log(h / l)^2 + log(h[-1] / l[-1])^2, g = "
          "log(max(h, h[-1]) / min(l, l[-1]))^2; where the bar begins beyond c[-1], h and l are "
          "moved by the gap",
      .gaps = "No value while a gap is in the window",
      .reference =
          "Corwin and Schultz, A Simple Way to Estimate Bid-Ask Spreads from Daily High and Low "
          "Prices, Journal of Finance 67 (2012)",
  };

  static constexpr int warm_up(const Params& params) { return params.period; }
  static constexpr int gap_recovery(const Params& params) { return params.period + 1; }

  explicit CorwinSchultzSpread(const Params& params) : mean_(params.period) {}

  static double next(auto& self, double high, double low, double close) {
    const double before_high = feed(self.high_, high);
    const double before_low = feed(self.low_, low);
    const double before_close = feed(self.close_, close);
    const double gap = std::max(low - before_close, 0.0) + std::min(high - before_close, 0.0);
    const bool exists = !std::isnan(high + low + close + before_high + before_low + before_close);
    return feed(self.mean_, exists ? spread(high - gap, low - gap, before_high, before_low) : kNaN);
  }
  static void state(auto& self, auto& archive) {
    archive(self.high_, self.low_, self.close_, self.mean_);
  }

 private:
  static double spread(double high, double low, double before_high, double before_low) {
    constexpr double share = 3.0 - 2.0 * std::numbers::sqrt2;
    const double now = log_ratio(high, low);
    const double before = log_ratio(before_high, before_low);
    const double both = log_ratio(std::max(high, before_high), std::min(low, before_low));
    const double beta = now * now + before * before;
    const double alpha =
        (std::numbers::sqrt2 - 1.0) * std::sqrt(beta) / share - std::abs(both) / std::sqrt(share);
    // 2 (e^a - 1) / (1 + e^a), which no exponent is too large for.
    const double estimate = 2.0 * numeric::tanh(0.5 * alpha);
    return estimate < 0.0 ? 0.0 : estimate;
  }

  Previous high_;
  Previous low_;
  Previous close_;
  RollingMean mean_;
};

}  // namespace nautilus::features
