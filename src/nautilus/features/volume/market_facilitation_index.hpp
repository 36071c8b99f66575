// SPDX-License-Identifier: MIT
#pragma once

#include <tuple>

#include "nautilus/features/spec.hpp"

namespace nautilus::features {

/// The range that a unit of volume bought.
class MarketFacilitationIndex {
 public:
  struct Params {
    static constexpr auto fields() { return std::tuple{}; }
  };

  static constexpr IndicatorSpec spec{
      .name = "market_facilitation_index",
      .title = "Market facilitation index",
      .group = Group::volume,
      .inputs = {Input::high, Input::low, Input::volume},
      .outputs = {{"market_facilitation_index", "Range per unit traded, in price",
                   "0 while bars have no range, no value while nothing is traded", 0.0}},
      .formula = "(h - l) / v",
      .gaps = "The bar of a gap has no value",
      .reference = "Williams, Trading Chaos (1995), chapter 6",
  };

  static constexpr int warm_up(const Params& /*params*/) { return 0; }
  static constexpr int gap_recovery(const Params& /*params*/) { return 1; }

  explicit MarketFacilitationIndex(const Params& /*params*/) {}

  static double next(auto& /*self*/, double high, double low, double volume) {
    return volume == 0.0 ? kNaN : (high - low) / volume;
  }
  static void state(auto& /*self*/, auto& /*archive*/) {}
};

}  // namespace nautilus::features
