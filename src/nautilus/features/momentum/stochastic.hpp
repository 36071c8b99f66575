// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <tuple>

#include "nautilus/features/momentum/range_position.hpp"
#include "nautilus/features/rolling.hpp"

namespace nautilus::features {

/// Where the close lies in the range of the last bars, raw and smoothed once and twice.
class Stochastic {
 public:
  struct Params {
    int period = 14;
    int smooth_period = 3;
    int signal_period = 3;

    static constexpr auto fields() {
      return std::tuple{
          field("period", &Params::period, "Bars in the range", between(1, 10'000)),
          field("smooth_period", &Params::smooth_period, "Bars in the mean k", between(1, 10'000)),
          field("signal_period", &Params::signal_period, "Bars in the mean d", between(1, 10'000)),
      };
    }
  };

  static constexpr IndicatorSpec spec{
      .name = "stochastic",
      .title = "Stochastic oscillator",
      .group = Group::momentum,
      .version = 2,  // Windows of one length lie side by side since.
      .inputs = {Input::high, Input::low, Input::close},
      .outputs = {{"fast_k", "Position in the range in percent", "50 while nothing moves", 0.0,
                   100.0},
                  {"k", "Mean of fast_k in percent", "50 while nothing moves", 0.0, 100.0},
                  {"d", "Mean of k in percent", "50 while nothing moves", 0.0, 100.0},
                  {"j", "How far k leads d: 3 * k - 2 * d", "50 while nothing moves"}},
      .formula =
          "fast_k = 100 * (c - min l) / (max h - min l) over period; k = sma(fast_k, "
          "smooth_period); d = sma(k, signal_period)",
      .gaps = "No value while a gap is in the window",
      .reference = "Lane, Lane's Stochastics, Stocks & Commodities 2:3 (1984)",
  };

  static constexpr std::array<int, 4> warm_up(const Params& params) {
    return {params.period - 1, params.period + params.smooth_period - 2,
            params.period + params.smooth_period + params.signal_period - 3,
            params.period + params.smooth_period + params.signal_period - 3};
  }
  static constexpr std::array<int, 4> gap_recovery(const Params& params) {
    return {params.period, params.period + params.smooth_period - 1,
            params.period + params.smooth_period + params.signal_period - 2,
            params.period + params.smooth_period + params.signal_period - 2};
  }

  explicit Stochastic(const Params& params)
      : position_(params.period), k_(params.smooth_period), d_(params.signal_period) {}

  static std::array<double, 4> next(auto& self, double high, double low, double close) {
    const double fast = 100.0 * feed(self.position_, high, low, close);
    const double k = feed(self.k_, fast);
    const double d = feed(self.d_, k);
    return {fast, k, d, 3.0 * k - 2.0 * d};
  }
  static void state(auto& self, auto& archive) { archive(self.position_, self.k_, self.d_); }

 private:
  RangePosition position_;
  RollingMean k_;
  RollingMean d_;
};

}  // namespace nautilus::features
