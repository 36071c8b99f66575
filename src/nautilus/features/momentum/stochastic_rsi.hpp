// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <tuple>

#include "nautilus/features/momentum/range_position.hpp"
#include "nautilus/features/momentum/rsi.hpp"
#include "nautilus/features/rolling.hpp"

namespace nautilus::features {

/// Where the relative strength index lies in the range of its own last values.
class StochasticRsi {
 public:
  struct Params {
    int rsi_period = 14;
    int period = 14;
    int smooth_period = 3;
    int signal_period = 3;

    static constexpr auto fields() {
      return std::tuple{
          field("rsi_period", &Params::rsi_period, "Bars in the means of the index",
                between(2, 10'000)),
          field("period", &Params::period, "Values of the index in the range", between(1, 10'000)),
          field("smooth_period", &Params::smooth_period, "Bars in the mean k", between(1, 10'000)),
          field("signal_period", &Params::signal_period, "Bars in the mean d", between(1, 10'000)),
      };
    }
  };

  static constexpr IndicatorSpec spec{
      .name = "stochastic_rsi",
      .title = "Stochastic relative strength index",
      .group = Group::momentum,
      .version = 3,  // Gains and losses lie side by side since.
      .inputs = {Input::close},
      .outputs = {{"k", "Position in the range in percent",
                   "50 while nothing moves: while the range of the index is 0", 0.0, 100.0},
                  {"d", "Mean of k in percent",
                   "50 while nothing moves: while the range of the index is 0", 0.0, 100.0}},
      .formula =
          "r = rsi(c, rsi_period); k = sma(100 * (r - min r) / (max r - min r) over period, "
          "smooth_period); d = sma(k, signal_period)",
      .gaps = "No value while a gap is in the window",
      .reference = "Chande and Kroll, The New Technical Trader (1994)",
  };

  static constexpr std::array<int, 2> warm_up(const Params& params) {
    return {params.rsi_period + params.period + params.smooth_period - 2,
            params.rsi_period + params.period + params.smooth_period + params.signal_period - 3};
  }
  static constexpr std::array<int, 2> gap_recovery(const Params& params) {
    return {params.period + params.smooth_period,
            params.period + params.smooth_period + params.signal_period - 1};
  }

  explicit StochasticRsi(const Params& params)
      : rsi_({.period = params.rsi_period}),
        position_(params.period),
        k_(params.smooth_period),
        d_(params.signal_period) {}

  static std::array<double, 2> next(auto& self, double close) {
    const double rsi = feed(self.rsi_, close);
    const double k = feed(self.k_, 100.0 * feed(self.position_, rsi, rsi, rsi));
    return {k, feed(self.d_, k)};
  }
  static void state(auto& self, auto& archive) {
    archive(self.rsi_, self.position_, self.k_, self.d_);
  }

 private:
  Rsi rsi_;
  RangePosition position_;
  RollingMean k_;
  RollingMean d_;
};

}  // namespace nautilus::features
