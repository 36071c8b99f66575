// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <tuple>

#include "nautilus/features/recursive.hpp"

namespace nautilus::features {

/// The step from one close to the next open.
class OvernightGap {
 public:
  struct Params {
    static constexpr auto fields() { return std::tuple{}; }
  };

  static constexpr IndicatorSpec spec{
      .name = "overnight_gap",
      .title = "Overnight gap",
      .group = Group::price,
      .inputs = {Input::open, Input::close},
      .outputs = {{"overnight_gap", "Return from close to open, a fraction",
                   "0 while nothing moves, no value where the close before is 0"}},
      .formula = "o / c[-1] - 1",
      .gaps = "The bar of a gap and the one after it have no value",
      .reference =
          "Lou, Polk and Skouras, A Tug of War: Overnight versus Intraday Expected Returns, "
          "Journal of Financial Economics 134 (2019)",
  };

  static constexpr int warm_up(const Params& /*params*/) { return 1; }
  static constexpr int gap_recovery(const Params& /*params*/) { return 2; }

  explicit OvernightGap(const Params& /*params*/) {}

  static double next(auto& self, double open, double close) {
    const double previous = feed(self.previous_, close);
    if (previous == 0.0 || std::isnan(close)) return kNaN;
    return open / previous - 1.0;
  }
  static void state(auto& self, auto& archive) { archive(self.previous_); }

 private:
  Previous previous_;
};

}  // namespace nautilus::features
