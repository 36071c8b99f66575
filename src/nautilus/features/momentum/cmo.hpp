// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>

#include "nautilus/features/period_parameter.hpp"
#include "nautilus/features/recursive.hpp"
#include "nautilus/features/rolling.hpp"

namespace nautilus::features {

/// Rises less falls of the close, as a share of both.
class Cmo {
 public:
  using Params = PeriodParams<14, 1>;

  static constexpr IndicatorSpec spec{
      .name = "cmo",
      .title = "Chande momentum oscillator",
      .group = Group::momentum,
      .inputs = {Input::close},
      .outputs = {{"cmo", "Net movement in percent of all movement", "0 while nothing moves",
                   -100.0, 100.0}},
      .formula =
          "100 * (up - down) / (up + down): sums over period of the rises and of the falls of c",
      .gaps = "No value while a gap is in the window; one gap makes two steps unknown",
      .reference = "Chande and Kroll, The New Technical Trader (1994), chapter 5",
  };

  static constexpr int warm_up(const Params& params) { return params.period; }
  static constexpr int gap_recovery(const Params& params) { return params.period + 1; }

  explicit Cmo(const Params& params) : sums_(params.period) {}

  template <class Value>
  static Value next(auto& self, Value close) {
    const Value change = close - feed(self.previous_, close);
    const auto [rises, falls] =
        feed(self.sums_, Value(larger(change, 0.0)), Value(larger(-change, 0.0)));
    const Value moved = rises + falls;
    return choose(moved == 0.0, 0.0, 100.0 * ((rises - falls) / moved));
  }
  static void state(auto& self, auto& archive) { archive(self.previous_, self.sums_); }

 private:
  Previous previous_;
  WindowSums<2> sums_;  ///< Of the rises and of the falls.
};

}  // namespace nautilus::features
