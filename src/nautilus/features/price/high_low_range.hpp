// SPDX-License-Identifier: MIT
#pragma once

#include <tuple>

#include "nautilus/features/kernel.hpp"

namespace nautilus::features {

/// The range of a bar as a share of its close.
class HighLowRange {
 public:
  struct Params {
    static constexpr auto fields() { return std::tuple{}; }
  };

  static constexpr IndicatorSpec spec{
      .name = "high_low_range",
      .title = "Range of the bar",
      .group = Group::price,
      .inputs = {Input::high, Input::low, Input::close},
      .outputs = {{"high_low_range", "Range as a fraction of the close",
                   "0 while bars have no range, no value where the close is 0"}},
      .formula = "(h - l) / c",
      .gaps = "The bar of a gap has no value",
      .reference =
          "Alizadeh, Brandt and Diebold, Range-Based Estimation of Stochastic Volatility Models, "
          "Journal of Finance 57 (2002)",
  };

  static constexpr int warm_up(const Params& /*params*/) { return 0; }
  static constexpr int gap_recovery(const Params& /*params*/) { return 1; }

  explicit HighLowRange(const Params& /*params*/) {}

  static double next(auto& /*self*/, double high, double low, double close) {
    return close == 0.0 ? kNaN : (high - low) / close;
  }
  static void state(auto& /*self*/, auto& archive) { archive(); }
};

}  // namespace nautilus::features
