// SPDX-License-Identifier: MIT
#pragma once

#include <tuple>

#include "nautilus/features/kernel.hpp"

namespace nautilus::features {

/// The return from open to close.
class IntradayReturn {
 public:
  struct Params {
    static constexpr auto fields() { return std::tuple{}; }
  };

  static constexpr IndicatorSpec spec{
      .name = "intraday_return",
      .title = "Intraday return",
      .group = Group::price,
      .inputs = {Input::open, Input::close},
      .outputs = {{"intraday_return", "Return from open to close, a fraction",
                   "0 while nothing moves, no value where the open is 0"}},
      .formula = "c / o - 1",
      .gaps = "The bar of a gap has no value",
      .reference =
          "Lou, Polk and Skouras, A Tug of War: Overnight versus Intraday Expected Returns, "
          "Journal of Financial Economics 134 (2019)",
  };

  static constexpr int warm_up(const Params& /*params*/) { return 0; }
  static constexpr int gap_recovery(const Params& /*params*/) { return 1; }

  explicit IntradayReturn(const Params& /*params*/) {}

  static double next(auto& /*self*/, double open, double close) {
    return open == 0.0 ? kNaN : close / open - 1.0;
  }
  static void state(auto& /*self*/, auto& archive) { archive(); }
};

}  // namespace nautilus::features
