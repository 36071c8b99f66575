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

  explicit Cmo(const Params& params) : rises_(params.period), falls_(params.period) {}

  static double next(auto& self, double close) {
    const double change = close - feed(self.previous_, close);
    const bool known = !std::isnan(change);
    const auto rises = feed(self.rises_, Sum{known ? std::max(change, 0.0) : kNaN});
    const auto falls = feed(self.falls_, Sum{known ? std::max(-change, 0.0) : kNaN});
    if (!rises) return kNaN;
    const double moved = rises->total + falls->total;
    return moved == 0.0 ? 0.0 : 100.0 * ((rises->total - falls->total) / moved);
  }
  static void state(auto& self, auto& archive) {
    archive(self.previous_, self.rises_, self.falls_);
  }

 private:
  Previous previous_;
  RollingFold<Sum> rises_;
  RollingFold<Sum> falls_;
};

}  // namespace nautilus::features
