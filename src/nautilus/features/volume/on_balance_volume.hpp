// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <tuple>

#include "nautilus/features/recursive.hpp"

namespace nautilus::features {

/// The volume of rising bars less that of falling ones, added up since the first bar.
class OnBalanceVolume {
 public:
  struct Params {
    static constexpr auto fields() { return std::tuple{}; }
  };

  static constexpr IndicatorSpec spec{
      .name = "on_balance_volume",
      .title = "On-balance volume",
      .group = Group::volume,
      .inputs = {Input::close, Input::volume},
      .outputs = {{"on_balance_volume", "Running total in units traded, 0 on the first bar",
                   "unchanged while nothing moves"}},
      .formula = "obv[-1] + sign(c - c[-1]) * v",
      .gaps = "The bar of a gap has no value; the step across it is unknown and adds nothing",
      .reference = "Granville, Granville's New Key to Stock Market Profits (1963)",
  };

  static constexpr int warm_up(const Params& /*params*/) { return 0; }
  static constexpr int gap_recovery(const Params& /*params*/) { return 1; }

  explicit OnBalanceVolume(const Params& /*params*/) {}

  static double next(auto& self, double close, double volume) {
    const double previous = feed(self.previous_, close);
    if (std::isnan(close + volume)) return kNaN;
    if (close > previous) return feed(self.total_, volume);
    if (close < previous) return feed(self.total_, -volume);
    return feed(self.total_, 0.0);  // Unchanged, the first bar, or the bar after a gap.
  }
  static void state(auto& self, auto& archive) { archive(self.previous_, self.total_); }

 private:
  Previous previous_;
  RunningTotal total_;
};

}  // namespace nautilus::features
