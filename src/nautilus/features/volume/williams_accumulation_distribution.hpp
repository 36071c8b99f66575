// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <tuple>

#include "nautilus/features/recursive.hpp"

namespace nautilus::features {

/// The part of each true range that the close gained or gave up, added up since the first bar.
class WilliamsAccumulationDistribution {
 public:
  struct Params {
    static constexpr auto fields() { return std::tuple{}; }
  };

  static constexpr IndicatorSpec spec{
      .name = "williams_accumulation_distribution",
      .title = "Williams' accumulation/distribution",
      .group = Group::volume,
      .inputs = {Input::high, Input::low, Input::close},
      .outputs = {{"williams_accumulation_distribution", "Running total, in price",
                   "unchanged while nothing moves"}},
      .formula = "wad[-1] + c - min(l, c[-1]) where c > c[-1], + c - max(h, c[-1]) where c < c[-1]",
      .gaps =
          "The bar of a gap and the one after it have no value; the step across it adds nothing",
      .reference =
          "Williams, The Secret of Selecting Stocks for Immediate and Substantial Gains (1972), in "
          "Achelis, Technical Analysis from A to Z (2000), Williams' Accumulation/Distribution",
  };

  static constexpr int warm_up(const Params& /*params*/) { return 1; }
  static constexpr int gap_recovery(const Params& /*params*/) { return 2; }

  explicit WilliamsAccumulationDistribution(const Params& /*params*/) {}

  static double next(auto& self, double high, double low, double close) {
    const double previous = feed(self.previous_, close);
    if (std::isnan(high + low + close + previous)) return kNaN;
    if (close > previous) return feed(self.total_, close - std::min(low, previous));
    if (close < previous) return feed(self.total_, close - std::max(high, previous));
    return feed(self.total_, 0.0);
  }
  static void state(auto& self, auto& archive) { archive(self.previous_, self.total_); }

 private:
  Previous previous_;
  RunningTotal total_;
};

}  // namespace nautilus::features
