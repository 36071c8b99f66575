// SPDX-License-Identifier: MIT
#pragma once

#include <tuple>

#include "nautilus/features/kernel.hpp"

namespace nautilus::features {

/// The mean of high, low and close, the close counting twice.
class WeightedClose {
 public:
  struct Params {
    static constexpr auto fields() { return std::tuple{}; }
  };

  static constexpr IndicatorSpec spec{
      .name = "weighted_close",
      .title = "Weighted close",
      .group = Group::price,
      .inputs = {Input::high, Input::low, Input::close},
      .outputs = {{"weighted_close", "Mean of the prices of the bar, a price", "always defined"}},
      .formula = "(h + l + 2 * c) / 4",
      .gaps = "The bar of a gap has no value",
      .reference = "Achelis, Technical Analysis from A to Z (2000)",
  };

  static constexpr int warm_up(const Params& /*params*/) { return 0; }
  static constexpr int gap_recovery(const Params& /*params*/) { return 1; }

  explicit WeightedClose(const Params& /*params*/) {}

  static double next(auto& /*self*/, double high, double low, double close) {
    return 0.25 * (high + low + 2.0 * close);
  }
  static void state(auto& /*self*/, auto& archive) { archive(); }
};

}  // namespace nautilus::features
