// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>
#include <type_traits>

#include "nautilus/features/kernel.hpp"

namespace nautilus::features {

/// A stop that trails the price, the faster the longer the trend goes on, and turns when it is met.
class ParabolicSar {
 public:
  struct Params {
    double step = 0.02;
    double maximum = 0.2;

    static constexpr auto fields() {
      return std::tuple{
          field("step", &Params::step, "Growth of the speed with each new extreme",
                between(0.0001, 1)),
          field("maximum", &Params::maximum, "Highest speed", between(0.0001, 10)),
      };
    }
  };

  static constexpr IndicatorSpec spec{
      .name = "parabolic_sar",
      .title = "Parabolic stop and reverse",
      .group = Group::trend,
      .inputs = {Input::high, Input::low},
      .outputs = {{"sar", "The stop, a price", "always defined"},
                  {"direction", "1 while the stop is below the price, -1 while it is above",
                   "always defined", -1.0, 1.0}},
      .formula =
          "sar[-1] + a * (extreme - sar[-1]), at most at the low (at least at the high) of the "
          "last two bars; a grows by step with each new extreme up to maximum; begun on the first "
          "bar, upwards unless the second bar lies lower",
      .gaps = "The bar of a gap has no value; later ones go on as if it had not been",
      .reference = "Wilder, New Concepts in Technical Trading Systems (1978)",
  };

  static constexpr int warm_up(const Params& /*params*/) { return 1; }
  static constexpr int gap_recovery(const Params& /*params*/) { return 1; }

  explicit ParabolicSar(const Params& params) : step_(params.step), maximum_(params.maximum) {}

  static std::array<double, 2> next(auto& self, double high, double low) {
    if (std::isnan(high + low)) return {kNaN, kNaN};
    const State before = self.state_;
    const State after = before.running ? self.advance(before, high, low) : self.begin(high, low);
    if constexpr (!std::is_const_v<std::remove_reference_t<decltype(self)>>) self.state_ = after;
    if (std::isnan(before.high)) return {kNaN, kNaN};
    return {after.shown, after.rising ? 1.0 : -1.0};
  }
  static void state(auto& self, auto& archive) { archive(self.state_); }

 private:
  struct State {
    bool running = false;  ///< Whether there have been two bars.
    bool rising = true;
    double shown = kNaN;    ///< The stop of the last bar.
    double stop = kNaN;     ///< The stop of the next one.
    double extreme = kNaN;  ///< Of the trend.
    double speed = 0;
    double high = kNaN;  ///< Of the last bar.
    double low = kNaN;

    static void state(auto& self, auto& archive) {
      archive(self.running, self.rising, self.shown, self.stop, self.extreme, self.speed, self.high,
              self.low);
    }
  };

  // The first bar is kept; the second says which way to begin.
  [[nodiscard]] State begin(double high, double low) const {
    State next = state_;
    next.running = !std::isnan(state_.high);
    next.speed = std::min(step_, maximum_);
    if (next.running) {
      next.rising = high + low >= state_.high + state_.low;
      next.stop = next.rising ? state_.low : state_.high;
      next.extreme = next.rising ? state_.high : state_.low;
      return advance(next, high, low);
    }
    next.high = high;
    next.low = low;
    return next;
  }

  [[nodiscard]] State advance(State next, double high, double low) const {
    const bool met = next.rising ? low <= next.stop : high >= next.stop;
    if (met) {
      next.shown = next.rising ? std::max({next.extreme, next.high, high})
                               : std::min({next.extreme, next.low, low});
      next.rising = !next.rising;
      next.speed = std::min(step_, maximum_);
      next.extreme = next.rising ? high : low;
    } else {
      next.shown = next.stop;
      const bool further = next.rising ? high > next.extreme : low < next.extreme;
      if (further) {
        next.extreme = next.rising ? high : low;
        next.speed = std::min(next.speed + step_, maximum_);
      }
    }
    const double moved = next.shown + next.speed * (next.extreme - next.shown);
    next.stop = next.rising ? std::min({moved, next.low, low}) : std::max({moved, next.high, high});
    next.high = high;
    next.low = low;
    return next;
  }

  double step_;
  double maximum_;
  State state_;
};

}  // namespace nautilus::features
