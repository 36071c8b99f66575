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
      .version = 2,  // Windows of one length lie side by side since.
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

  explicit Cmo(const Params& params) : rises_and_falls_(params.period) {}

  static double next(auto& self, double close) {
    const double change = close - feed(self.previous_, close);
    const Pair moves = std::isnan(change) ? filled<Pair>(kNaN) : rise_and_fall(change);
    const auto sums = feed(self.rises_and_falls_, PairSum{moves});
    if (!sums) return kNaN;
    const Pair totals = sums->totals;
    const double rises = totals[0];
    const double falls = totals[1];
    const double moved = rises + falls;
    return moved == 0.0 ? 0.0 : 100.0 * ((rises - falls) / moved);
  }
  static void state(auto& self, auto& archive) { archive(self.previous_, self.rises_and_falls_); }

 private:
  Previous previous_;
  RollingFold<PairSum> rises_and_falls_;
};

}  // namespace nautilus::features
