// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <tuple>

#include "nautilus/features/recursive.hpp"

namespace nautilus::features {

/// The returns of the bars on which volume fell, compounded since the first bar.
class NegativeVolumeIndex {
 public:
  struct Params {
    static constexpr auto fields() { return std::tuple{}; }
  };

  static constexpr IndicatorSpec spec{
      .name = "negative_volume_index",
      .title = "Negative volume index",
      .group = Group::volume,
      .inputs = {Input::close, Input::volume},
      .outputs =
          {{"negative_volume_index", "Index that starts at 1000",
            "unchanged while volume does not change, unchanged where the close before is 0"}},
      .formula = "nvi[-1] * c / c[-1] where v < v[-1], else nvi[-1]; 1000 on the first bar",
      .gaps = "The bar of a gap has no value; the step across it is unknown and changes nothing",
      .reference =
          "Fosback, Stock Market Logic (1976), in Achelis, Technical Analysis from A to Z (2000), "
          "Negative volume index",
  };

  static constexpr int warm_up(const Params& /*params*/) { return 0; }
  static constexpr int gap_recovery(const Params& /*params*/) { return 1; }

  explicit NegativeVolumeIndex(const Params& /*params*/) {}

  static double next(auto& self, double close, double volume) {
    const double last_close = feed(self.close_, close);
    const double last_volume = feed(self.volume_, volume);
    if (std::isnan(close + volume)) return kNaN;
    const bool counts = volume < last_volume && !std::isnan(last_close) && last_close != 0.0;
    return feed(self.index_, counts ? close / last_close : 1.0);
  }
  static void state(auto& self, auto& archive) { archive(self.close_, self.volume_, self.index_); }

 private:
  Previous close_;
  Previous volume_;
  RunningProduct index_{1000.0};
};

}  // namespace nautilus::features
