// SPDX-License-Identifier: MIT
#pragma once

#include <tuple>

#include "nautilus/features/true_range.hpp"

namespace nautilus::features {

/// The distance that the price covers in a bar, the step from the last close included.
class TrueRangeIndicator {
 public:
  struct Params {
    static constexpr auto fields() { return std::tuple{}; }
  };

  static constexpr IndicatorSpec spec{
      .name = "true_range",
      .title = "True range",
      .group = Group::volatility,
      .inputs = {Input::high, Input::low, Input::close},
      .outputs = {{"true_range", "Distance covered, in price", "0 while nothing moves", 0.0}},
      .formula = "max(h, c[-1]) - min(l, c[-1])",
      .gaps = "The bar of a gap and the one after it have no value",
      .reference = "Wilder, New Concepts in Technical Trading Systems (1978)",
  };

  static constexpr int warm_up(const Params& /*params*/) { return 1; }
  static constexpr int gap_recovery(const Params& /*params*/) { return 2; }

  explicit TrueRangeIndicator(const Params& /*params*/) {}

  static double next(auto& self, double high, double low, double close) {
    return feed(self.range_, high, low, close);
  }
  static void state(auto& self, auto& archive) { archive(self.range_); }

 private:
  TrueRange range_;
};

}  // namespace nautilus::features
