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

  template <class Value>
  static Value next(auto& self, Value close, Value volume) {
    const Value previous = feed(self.previous_, close);
    // Neither where it is unchanged, on the first bar, and on that after a gap.
    const Value fallen = if_less(close, previous, -volume, 0.0);
    const Value step = if_less(previous, close, volume, fallen);
    const auto unknown = is_nan(close + volume);
    return choose(unknown, kNaN, feed(self.total_, choose(unknown, 0.0, step)));
  }
  static void state(auto& self, auto& archive) { archive(self.previous_, self.total_); }

 private:
  Previous previous_;
  RunningTotal total_;
};

}  // namespace nautilus::features
