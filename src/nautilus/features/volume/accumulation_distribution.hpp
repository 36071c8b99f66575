// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <tuple>

#include "nautilus/features/recursive.hpp"
#include "nautilus/features/volume/money_flow.hpp"

namespace nautilus::features {

/// Volume signed by where bars close in their range, added up since the first bar.
class AccumulationDistribution {
 public:
  struct Params {
    static constexpr auto fields() { return std::tuple{}; }
  };

  static constexpr IndicatorSpec spec{
      .name = "accumulation_distribution",
      .title = "Accumulation/distribution line",
      .group = Group::volume,
      .inputs = {Input::high, Input::low, Input::close, Input::volume},
      .outputs = {{"accumulation_distribution", "Running total in units traded",
                   "unchanged while bars have no range"}},
      .formula = "ad[-1] + ((c - l) - (h - c)) / (h - l) * v",
      .gaps = "The bar of a gap has no value and adds nothing",
      .reference =
          "Chaikin in Achelis, Technical Analysis from A to Z (2000), Accumulation/Distribution",
  };

  static constexpr int warm_up(const Params& /*params*/) { return 0; }
  static constexpr int gap_recovery(const Params& /*params*/) { return 1; }

  explicit AccumulationDistribution(const Params& /*params*/) {}

  static double next(auto& self, double high, double low, double close, double volume) {
    const double flow = money_flow_volume(high, low, close, volume);
    return std::isnan(flow) ? kNaN : feed(self.total_, flow);
  }
  static void state(auto& self, auto& archive) { archive(self.total_); }

 private:
  RunningTotal total_;
};

}  // namespace nautilus::features
