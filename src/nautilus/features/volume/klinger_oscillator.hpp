// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cmath>
#include <tuple>

#include "nautilus/features/recursive.hpp"
#include "nautilus/features/volume/volume_force.hpp"

namespace nautilus::features {

/// Volume signed by the trend and weighed by how the range compares with the swing so far: its fast
/// mean less its slow one.
class KlingerOscillator {
 public:
  struct Params {
    int fast_period = 34;
    int slow_period = 55;
    int signal_period = 13;

    static constexpr auto fields() {
      return std::tuple{
          field("fast_period", &Params::fast_period, "Period of the fast mean", between(1, 10'000)),
          field("slow_period", &Params::slow_period, "Period of the slow mean", between(2, 10'000)),
          field("signal_period", &Params::signal_period, "Period of the signal's mean",
                between(1, 10'000)),
      };
    }
  };

  static constexpr IndicatorSpec spec{
      .name = "klinger_oscillator",
      .title = "Klinger volume oscillator",
      .group = Group::volume,
      .inputs = {Input::high, Input::low, Input::close, Input::volume},
      .outputs = {{"oscillator", "Difference of the means, in percent of units traded",
                   "0 while nothing is traded"},
                  {"signal", "Exponential mean of the oscillator", "0 while nothing is traded"}},
      .formula =
          "ema(f, fast_period) - ema(f, slow_period): f = 100 * v * t * abs(2 * (d / m - 1)), d = "
          "h - l, t = 1 where h + l + c rose, else -1, m = m[-1] + d while t lasts, d[-1] + d "
          "where it turned; f = 0 where d = m, 200 * v * t where only d = 0",
      .gaps =
          "The bar of a gap and the two after it have no value; the trend begins anew, the means "
          "pass them over",
      .reference =
          "Klinger, Identifying Trends with Volume Analysis, Technical Analysis of Stocks and "
          "Commodities (December 1997)",
  };

  static Result<void> check(const Params& params) {
    return check_below("fast_period", params.fast_period, "slow_period", params.slow_period);
  }
  static constexpr std::array<int, 2> warm_up(const Params& params) {
    const int oscillator = params.slow_period + 1;
    return {oscillator, oscillator + params.signal_period - 1};
  }
  static constexpr int gap_recovery(const Params& /*params*/) { return 3; }

  explicit KlingerOscillator(const Params& params)
      : fast_(SmoothedMean::exponential(params.fast_period)),
        slow_(SmoothedMean::exponential(params.slow_period)),
        signal_(SmoothedMean::exponential(params.signal_period)) {}

  static std::array<double, 2> next(auto& self, double high, double low, double close,
                                    double volume) {
    const double force = feed(self.swing_, high, low, close, volume);
    const double fast = feed(self.fast_, force);
    const double oscillator = fast - feed(self.slow_, force);
    return {oscillator, feed(self.signal_, oscillator)};
  }
  static void state(auto& self, auto& archive) {
    archive(self.swing_, self.fast_, self.slow_, self.signal_);
  }

 private:
  VolumeForce swing_;
  SmoothedMean fast_;
  SmoothedMean slow_;
  SmoothedMean signal_;
};

}  // namespace nautilus::features
