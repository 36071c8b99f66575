// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <tuple>
#include <type_traits>

#include "nautilus/features/kernel.hpp"

namespace nautilus::features {

/// A mean that hurries after a price falling below it and lets one rising above it run ahead.
class McginleyDynamic {
 public:
  struct Params {
    int period = 14;
    double factor = 0.6;

    static constexpr auto fields() {
      return std::tuple{
          field("period", &Params::period, "Bars that the mean is to follow", between(1, 10'000)),
          field("factor", &Params::factor, "Share of the period that sets the pace",
                between(0.01, 10)),
      };
    }
  };

  static constexpr IndicatorSpec spec{
      .name = "mcginley_dynamic",
      .title = "McGinley dynamic",
      .group = Group::trend,
      .inputs = {Input::close},
      .outputs = {{"mcginley_dynamic", "Adaptive mean close, a price",
                   "no value where the close is not above 0: it is passed over"}},
      .formula =
          "m[-1] + (c - m[-1]) / max(factor * period * (c / m[-1])^4, 1), from the first close; "
          "the bound keeps it from passing the close",
      .gaps = "The bar of a gap has no value; later ones go on as if it had not been",
      .reference = "McGinley, The McGinley Dynamic, Journal of Technical Analysis 48 (1997)",
  };

  static constexpr int warm_up(const Params& /*params*/) { return 1; }
  static constexpr int gap_recovery(const Params& /*params*/) { return 1; }

  explicit McginleyDynamic(const Params& params) : pace_(params.factor * params.period) {}

  static double next(auto& self, double close) {
    if (!(close > 0.0)) return kNaN;
    const double level = self.level_;
    const double ratio = close / level;
    const double pace = std::max(self.pace_ * ratio * ratio * ratio * ratio, 1.0);
    const double moved = std::isnan(level) ? close : level + (close - level) / pace;
    if constexpr (!std::is_const_v<std::remove_reference_t<decltype(self)>>) self.level_ = moved;
    return std::isnan(level) ? kNaN : moved;
  }
  static void state(auto& self, auto& archive) { archive(self.level_); }

 private:
  double pace_;
  double level_ = kNaN;
};

}  // namespace nautilus::features
