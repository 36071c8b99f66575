// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <tuple>

#include "nautilus/features/recursive.hpp"

namespace nautilus::features {

/// The change of a thrice smoothed close: turns without the small ones.
class Trix {
 public:
  struct Params {
    int period = 14;
    int signal_period = 9;

    static constexpr auto fields() {
      return std::tuple{
          field("period", &Params::period, "Span of each mean in bars", between(1, 10'000)),
          field("signal_period", &Params::signal_period, "Span of the signal in bars",
                between(1, 10'000)),
      };
    }
  };

  static constexpr IndicatorSpec spec{
      .name = "trix",
      .title = "Triple exponential average, rate of change",
      .group = Group::trend,
      .inputs = {Input::close},
      .outputs = {{"trix", "Change per bar in percent",
                   "0 while nothing moves, no value where the mean before is 0"},
                  {"signal", "Exponential mean of trix in percent",
                   "0 while nothing moves, no value where the mean before is 0"}},
      .formula =
          "100 * (e3 / e3[-1] - 1), e3 = ema(ema(ema(c, period), period), period); signal = "
          "ema(trix, signal_period)",
      .gaps = "The bar of a gap and the one after it have no value; the means pass them over",
      .reference = "Hutson, Good TRIX, Stocks & Commodities 1:5 (1983)",
  };

  static constexpr std::array<int, 2> warm_up(const Params& params) {
    return {3 * params.period - 2, 3 * params.period + params.signal_period - 3};
  }
  static constexpr int gap_recovery(const Params& /*params*/) { return 2; }

  explicit Trix(const Params& params)
      : first_(SmoothedMean::exponential(params.period)),
        second_(SmoothedMean::exponential(params.period)),
        third_(SmoothedMean::exponential(params.period)),
        signal_(SmoothedMean::exponential(params.signal_period)) {}

  static std::array<double, 2> next(auto& self, double close) {
    const double smooth = feed(self.third_, feed(self.second_, feed(self.first_, close)));
    const double previous = feed(self.previous_, smooth);
    const double trix = previous == 0.0 ? kNaN : 100.0 * (smooth / previous - 1.0);
    return {trix, feed(self.signal_, trix)};
  }
  static void state(auto& self, auto& archive) {
    archive(self.first_, self.second_, self.third_, self.previous_, self.signal_);
  }

 private:
  SmoothedMean first_;
  SmoothedMean second_;
  SmoothedMean third_;
  Previous previous_;
  SmoothedMean signal_;
};

}  // namespace nautilus::features
