// SPDX-License-Identifier: MIT
#pragma once

#include <tuple>

#include "nautilus/features/kernel.hpp"

namespace nautilus::features {

/// The middle of a bar.
class MedianPrice {
 public:
  struct Params {
    static constexpr auto fields() { return std::tuple{}; }
  };

  static constexpr IndicatorSpec spec{
      .name = "median_price",
      .title = "Median price",
      .group = Group::price,
      .inputs = {Input::high, Input::low},
      .outputs = {{"median_price", "Middle of the range, a price", "always defined"}},
      .formula = "(h + l) / 2",
      .gaps = "The bar of a gap has no value",
      .reference = "Achelis, Technical Analysis from A to Z (2000)",
  };

  static constexpr int warm_up(const Params& /*params*/) { return 0; }
  static constexpr int gap_recovery(const Params& /*params*/) { return 1; }

  explicit MedianPrice(const Params& /*params*/) {}

  static double next(auto& /*self*/, double high, double low) { return 0.5 * (high + low); }
  static void state(auto& /*self*/, auto& archive) { archive(); }
};

}  // namespace nautilus::features
