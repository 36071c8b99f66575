// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>

#include "nautilus/features/period_parameter.hpp"
#include "nautilus/features/recursive.hpp"
#include "nautilus/features/rolling.hpp"

namespace nautilus::features {

/// How much money is traded per move of the price.
class AmivestLiquidity {
 public:
  using Params = PeriodParams<20>;

  static constexpr IndicatorSpec spec{
      .name = "amivest_liquidity",
      .title = "Amivest liquidity ratio",
      .group = Group::market_structure,
      .inputs = {Input::close, Input::volume},
      .outputs = {{"amivest_liquidity",
                   "Millions of money traded per unit of absolute return, so per 100 percent",
                   "no value while nothing moves", 0.0}},
      .formula = "1e-6 * sum over period of c * v / sum over period of |c / c[-1] - 1|",
      .gaps = "No value while a return from or to a gap is in the window",
      .reference =
          "Cooper, Groth and Avera, Liquidity, Exchange Listing, and Common Stock Performance, "
          "Journal of Economics and Business 37 (1985)",
  };

  static constexpr int warm_up(const Params& params) { return params.period; }
  static constexpr int gap_recovery(const Params& params) { return params.period + 1; }

  explicit AmivestLiquidity(const Params& params) : traded_(params.period), moved_(params.period) {}

  static double next(auto& self, double close, double volume) {
    const double moved = std::abs(close / feed(self.previous_, close) - 1.0);
    const auto traded_sum = feed(self.traded_, Sum{close * volume});
    const auto moved_sum = feed(self.moved_, Sum{moved});
    return moved_sum && moved_sum->total > 0.0 ? 1e-6 * traded_sum->total / moved_sum->total : kNaN;
  }
  static void state(auto& self, auto& archive) {
    archive(self.previous_, self.traded_, self.moved_);
  }

 private:
  Previous previous_;
  RollingFold<Sum> traded_;
  RollingFold<Sum> moved_;
};

}  // namespace nautilus::features
