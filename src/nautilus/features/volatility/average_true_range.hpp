// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <tuple>

#include "nautilus/features/recursive.hpp"

namespace nautilus::features {

/// The smoothed distance that the price covers in a bar, the step from the last close included.
class AverageTrueRange {
 public:
  struct Params {
    int period = 14;

    static constexpr auto fields() {
      return std::tuple{field("period", &Params::period, "Bars in the mean", between(1, 10'000))};
    }
  };

  static constexpr IndicatorSpec spec{
      .name = "average_true_range",
      .title = "Average true range",
      .group = Group::volatility,
      .inputs = {Input::high, Input::low, Input::close},
      .outputs = {{"average_true_range", "Mean true range, in price", "0 while nothing moves",
                   0.0}},
      .formula = "Wilder mean over period of max(h, c[-1]) - min(l, c[-1])",
      .gaps = "The bar of a gap and the one after it have no value; the mean passes them over",
      .reference = "Wilder, New Concepts in Technical Trading Systems (1978)",
  };

  static constexpr int warm_up(const Params& params) { return params.period; }
  static constexpr int gap_recovery(const Params& /*params*/) { return 2; }

  explicit AverageTrueRange(const Params& params) : mean_(SmoothedMean::wilder(params.period)) {}

  static double next(auto& self, double high, double low, double close) {
    const double previous = feed(self.previous_, close);
    if (std::isnan(high + low + close + previous)) return kNaN;
    return feed(self.mean_, std::max(high, previous) - std::min(low, previous));
  }
  static void state(auto& self, auto& archive) { archive(self.previous_, self.mean_); }

 private:
  Previous previous_;
  SmoothedMean mean_;
};

}  // namespace nautilus::features
