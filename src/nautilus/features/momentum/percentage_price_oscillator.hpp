// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <tuple>

#include "nautilus/features/recursive.hpp"

namespace nautilus::features {

/// How far a fast mean of the closes runs ahead of a slow one, in percent of it.
class PercentagePriceOscillator {
 public:
  struct Params {
    int fast_period = 12;
    int slow_period = 26;
    int signal_period = 9;

    static constexpr auto fields() {
      return std::tuple{
          field("fast_period", &Params::fast_period, "Span of the fast mean in bars",
                between(1, 10'000)),
          field("slow_period", &Params::slow_period, "Span of the slow mean in bars",
                between(2, 10'000)),
          field("signal_period", &Params::signal_period, "Span of the signal in bars",
                between(1, 10'000)),
      };
    }
  };

  static constexpr IndicatorSpec spec{
      .name = "percentage_price_oscillator",
      .title = "Percentage price oscillator",
      .group = Group::momentum,
      .inputs = {Input::close},
      .outputs = {{"ppo", "Lead in percent of the slow mean",
                   "0 while nothing moves, no value where the slow mean is 0"},
                  {"signal", "Exponential mean of ppo in percent",
                   "0 while nothing moves, no value where the slow mean is 0"},
                  {"histogram", "ppo minus signal in percent",
                   "0 while nothing moves, no value where the slow mean is 0"}},
      .formula =
          "100 * (ema(c, fast_period) / ema(c, slow_period) - 1), both seeded on the same bar; "
          "signal = ema(ppo, signal_period)",
      .gaps = "The bar of a gap has no value; later ones go on as if it had not been",
      .reference = "Appel, Technical Analysis: Power Tools for Active Investors (2005)",
  };

  static Result<void> check(const Params& params) {
    return check_below("fast_period", params.fast_period, "slow_period", params.slow_period);
  }
  static constexpr std::array<int, 3> warm_up(const Params& params) {
    return {params.slow_period - 1, params.slow_period + params.signal_period - 2,
            params.slow_period + params.signal_period - 2};
  }
  static constexpr std::array<int, 3> gap_recovery(const Params& /*params*/) { return {1, 1, 1}; }

  explicit PercentagePriceOscillator(const Params& params)
      : fast_(
            SmoothedMean::exponential(params.fast_period, params.slow_period - params.fast_period)),
        slow_(SmoothedMean::exponential(params.slow_period)),
        signal_(SmoothedMean::exponential(params.signal_period)) {}

  static std::array<double, 3> next(auto& self, double close) {
    const double fast = feed(self.fast_, close);
    const double slow = feed(self.slow_, close);
    const double lead = slow == 0.0 ? kNaN : 100.0 * ((fast - slow) / slow);
    const double signal = feed(self.signal_, lead);
    return {lead, signal, lead - signal};
  }
  static void state(auto& self, auto& archive) { archive(self.fast_, self.slow_, self.signal_); }

 private:
  SmoothedMean fast_;
  SmoothedMean slow_;
  SmoothedMean signal_;
};

}  // namespace nautilus::features
