// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "nautilus/features/log_ratio.hpp"
#include "nautilus/features/market_structure/rescaled_range.hpp"
#include "nautilus/features/market_structure/window_values.hpp"
#include "nautilus/features/period_parameter.hpp"
#include "nautilus/features/recursive.hpp"

namespace nautilus::features {

/// Whether moves add up over time more than those of a random walk.
class Hurst {
 public:
  using Params = PeriodParams<100, 20>;

  static constexpr IndicatorSpec spec{
      .name = "hurst",
      .title = "Hurst exponent",
      .group = Group::market_structure,
      .inputs = {Input::close},
      .outputs = {{"hurst",
                   "Growth of the rescaled range with time: 0.5 for a long random walk, above it "
                   "where moves go on; too high in short windows",
                   "no value while nothing moves: in a part of the window"},
                  {"hurst_corrected", "The same without what short windows add to a random walk",
                   "no value while nothing moves: where hurst has none"}},
      .formula =
          "slope of log(mean R / S) over log(size) for 1, 2, 4 ... 32 equal parts of the last "
          "period returns log(c / c[-1]), of 8 or more each, less the oldest where the parts do "
          "not "
          "divide the period; R the range of the sums of deviations from the mean of a part, S its "
          "population deviation; corrected: R / S + sqrt(pi size / 2) - its expectation; O(period)",
      .gaps = "No value while a return from or to a gap is in the window",
      .reference =
          "Hurst, Long-Term Storage Capacity of Reservoirs (1951); Anis and Lloyd, Biometrika 63 "
          "(1976); Peters, Fractal Market Analysis (1994), chapter 4",
      .cost = Cost::window,
  };

  static constexpr int warm_up(const Params& params) { return params.period; }
  static constexpr int gap_recovery(const Params& params) { return params.period + 1; }

  explicit Hurst(const Params& params) : parts_(halvings(params.period)), returns_(params.period) {}

  static std::array<double, 2> next(auto& self, double close) {
    const auto window = feed(self.returns_, log_ratio(close, feed(self.previous_, close)));
    const HurstSlopes slopes = hurst_slopes(window, self.parts_);
    return {slopes.plain, slopes.corrected};
  }
  static void state(auto& self, auto& archive) { archive(self.previous_, self.returns_); }

 private:
  std::vector<Parts> parts_;
  Previous previous_;
  WindowValues returns_;
};

}  // namespace nautilus::features
