// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <tuple>

#include "nautilus/features/rolling.hpp"

namespace nautilus::features {

/// How far a short mean of the middles of the bars is above a long one.
class AwesomeOscillator {
 public:
  struct Params {
    int fast_period = 5;
    int slow_period = 34;

    static constexpr auto fields() {
      return std::tuple{
          field("fast_period", &Params::fast_period, "Bars in the fast mean", between(1, 10'000)),
          field("slow_period", &Params::slow_period, "Bars in the slow mean", between(2, 10'000)),
      };
    }
  };

  static constexpr IndicatorSpec spec{
      .name = "awesome_oscillator",
      .title = "Awesome oscillator",
      .group = Group::momentum,
      .inputs = {Input::high, Input::low},
      .outputs = {{"awesome_oscillator", "Difference in price", "0 while nothing moves"},
                  {"normalized", "Difference in percent of the middle of this bar",
                   "0 while nothing moves, no value where that is 0"}},
      .formula = "sma(m, fast_period) - sma(m, slow_period), m = (h + l) / 2",
      .gaps = "No value while a gap is in the window",
      .reference = "Williams, New Trading Dimensions (1998)",
  };

  static Result<void> check(const Params& params) {
    return check_below("fast_period", params.fast_period, "slow_period", params.slow_period);
  }
  static constexpr int warm_up(const Params& params) { return params.slow_period - 1; }
  static constexpr int gap_recovery(const Params& params) { return params.slow_period; }

  explicit AwesomeOscillator(const Params& params)
      : fast_(params.fast_period), slow_(params.slow_period) {}

  static std::array<double, 2> next(auto& self, double high, double low) {
    const double middle = 0.5 * (high + low);
    const double lead = feed(self.fast_, middle) - feed(self.slow_, middle);
    return {lead, middle == 0.0 ? kNaN : 100.0 * (lead / middle)};
  }
  static void state(auto& self, auto& archive) { archive(self.fast_, self.slow_); }

 private:
  RollingMean fast_;
  RollingMean slow_;
};

}  // namespace nautilus::features
