// SPDX-License-Identifier: MIT
#pragma once

#include <tuple>

#include "nautilus/features/kernel.hpp"

namespace nautilus::features {

/// The mean of the four prices of a bar.
class AveragePrice {
 public:
  struct Params {
    static constexpr auto fields() { return std::tuple{}; }
  };

  static constexpr IndicatorSpec spec{
      .name = "average_price",
      .title = "Average price",
      .group = Group::price,
      .inputs = {Input::open, Input::high, Input::low, Input::close},
      .outputs = {{"average_price", "Mean of four prices of the bar, a price", "always defined"}},
      .formula = "(o + h + l + c) / 4",
      .gaps = "The bar of a gap has no value",
      .reference = "TA-Lib, AVGPRICE",
  };

  static constexpr int warm_up(const Params& /*params*/) { return 0; }
  static constexpr int gap_recovery(const Params& /*params*/) { return 1; }

  explicit AveragePrice(const Params& /*params*/) {}

  static double next(auto& /*self*/, double open, double high, double low, double close) {
    return 0.25 * (open + high + low + close);
  }
  static void state(auto& /*self*/, auto& archive) { archive(); }
};

}  // namespace nautilus::features
