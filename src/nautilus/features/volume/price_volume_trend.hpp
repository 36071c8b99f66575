// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <tuple>

#include "nautilus/features/recursive.hpp"

namespace nautilus::features {

/// Volume times return, added up since the first bar.
class PriceVolumeTrend {
 public:
  struct Params {
    static constexpr auto fields() { return std::tuple{}; }
  };

  static constexpr IndicatorSpec spec{
      .name = "price_volume_trend",
      .title = "Price volume trend",
      .group = Group::volume,
      .inputs = {Input::close, Input::volume},
      .outputs = {{"price_volume_trend", "Running total in units traded, 0 on the first bar",
                   "unchanged while nothing moves"}},
      .formula = "pvt[-1] + (c / c[-1] - 1) * v",
      .gaps = "The bar of a gap has no value; the step across it is unknown and adds nothing",
      .reference = "Achelis, Technical Analysis from A to Z (2000), Price and Volume Trend",
  };

  static constexpr int warm_up(const Params& /*params*/) { return 0; }
  static constexpr int gap_recovery(const Params& /*params*/) { return 1; }

  explicit PriceVolumeTrend(const Params& /*params*/) {}

  static double next(auto& self, double close, double volume) {
    const double previous = feed(self.previous_, close);
    if (std::isnan(close + volume)) return kNaN;
    const bool known = !std::isnan(previous) && previous != 0.0;
    return feed(self.total_, known ? (close / previous - 1.0) * volume : 0.0);
  }
  static void state(auto& self, auto& archive) { archive(self.previous_, self.total_); }

 private:
  Previous previous_;
  RunningTotal total_;
};

}  // namespace nautilus::features
