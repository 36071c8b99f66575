// SPDX-License-Identifier: MIT
#pragma once

#include <tuple>

#include "nautilus/features/kernel.hpp"

namespace nautilus::features {

/// The mean of high, low and close.
class TypicalPrice {
 public:
  struct Params {
    static constexpr auto fields() { return std::tuple{}; }
  };

  static constexpr IndicatorSpec spec{
      .name = "typical_price",
      .title = "Typical price",
      .group = Group::price,
      .inputs = {Input::high, Input::low, Input::close},
      .outputs = {{"typical_price", "Mean of three prices of the bar, a price", "always defined"}},
      .formula = "(h + l + c) / 3",
      .gaps = "The bar of a gap has no value",
      .reference = "Achelis, Technical Analysis from A to Z (2000)",
  };

  static constexpr int warm_up(const Params& /*params*/) { return 0; }
  static constexpr int gap_recovery(const Params& /*params*/) { return 1; }

  explicit TypicalPrice(const Params& /*params*/) {}

  static double next(auto& /*self*/, double high, double low, double close) {
    return (high + low + close) / 3.0;
  }
  static void state(auto& /*self*/, auto& archive) { archive(); }
};

}  // namespace nautilus::features
