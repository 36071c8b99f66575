// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cmath>
#include <tuple>

#include "nautilus/features/recursive.hpp"
#include "nautilus/features/rolling.hpp"

namespace nautilus::features {

/// How far the middle of the range moves for the volume it takes.
class EaseOfMovement {
 public:
  struct Params {
    int period = 14;
    double volume_unit = 10'000;

    static constexpr auto fields() {
      return std::tuple{
          field("period", &Params::period, "Bars in the mean", between(1, 10'000)),
          field("volume_unit", &Params::volume_unit, "Units traded that count as one",
                between(1, 1e12)),
      };
    }
  };

  static constexpr IndicatorSpec spec{
      .name = "ease_of_movement",
      .title = "Ease of movement",
      .group = Group::volume,
      .inputs = {Input::high, Input::low, Input::volume},
      .outputs = {{"one_bar",
                   "Movement of the middle times range per unit of volume, in price squared",
                   "0 while nothing moves, no value while nothing is traded"},
                  {"ease_of_movement", "Its mean over the period",
                   "0 while nothing moves, no value while nothing is traded: a bar without volume "
                   "in the window is enough"}},
      .formula =
          "one_bar = (m - m[-1]) * (h - l) * volume_unit / v: m = (h + l) / 2; ease_of_movement = "
          "sma(one_bar, period)",
      .gaps = "No value while a gap or the bar after one is in the window",
      .reference =
          "Arms, Volume Cycles in the Stock Market (1983), in Achelis, Technical Analysis from A "
          "to Z (2000), Ease of Movement",
  };

  static constexpr std::array<int, 2> warm_up(const Params& params) { return {1, params.period}; }
  static constexpr std::array<int, 2> gap_recovery(const Params& params) {
    return {2, params.period + 1};
  }

  explicit EaseOfMovement(const Params& params)
      : volume_unit_(params.volume_unit), mean_(params.period) {}

  // The first bar has no step; it stands in the window as a NaN.
  static std::array<double, 2> next(auto& self, double high, double low, double volume) {
    const double middle = 0.5 * (high + low);
    const double step = middle - feed(self.previous_, middle);
    const double ease = volume == 0.0 ? kNaN : step * (high - low) * self.volume_unit_ / volume;
    return {ease, feed(self.mean_, ease)};
  }
  static void state(auto& self, auto& archive) { archive(self.previous_, self.mean_); }

 private:
  double volume_unit_;
  Previous previous_;
  RollingMean mean_;
};

}  // namespace nautilus::features
