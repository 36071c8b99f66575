// SPDX-License-Identifier: MIT
#pragma once

#include <tuple>

#include "nautilus/features/recursive.hpp"

namespace nautilus::features {

/// A very smooth mean of little lag: the double exponential mean, its correction damped, taken
/// three times over.
class T3 {
 public:
  struct Params {
    int period = 5;
    double volume_factor = 0.7;

    static constexpr auto fields() {
      return std::tuple{
          field("period", &Params::period, "Span of each mean in bars", between(1, 10'000)),
          field("volume_factor", &Params::volume_factor,
                "How much of the lag is taken out, 0 for none", between(0, 1)),
      };
    }
  };

  static constexpr IndicatorSpec spec{
      .name = "t3",
      .title = "T3 moving average",
      .group = Group::trend,
      .inputs = {Input::close},
      .outputs = {{"t3", "Smoothed close, a price", "always defined"}},
      .formula =
          "gd(gd(gd(c))); gd(x) = (1 + volume_factor) * ema(x, period) - volume_factor * "
          "ema(ema(x, period), period)",
      .gaps = "The bar of a gap has no value; later ones go on as if it had not been",
      .reference = "Tillson, Better Moving Averages, Stocks & Commodities 16:1 (1998)",
  };

  static constexpr int warm_up(const Params& params) { return 6 * (params.period - 1); }
  static constexpr int gap_recovery(const Params& /*params*/) { return 1; }

  explicit T3(const Params& params)
      : factor_(params.volume_factor),
        first_(SmoothedMean::exponential(params.period)),
        second_(SmoothedMean::exponential(params.period)),
        third_(SmoothedMean::exponential(params.period)),
        fourth_(SmoothedMean::exponential(params.period)),
        fifth_(SmoothedMean::exponential(params.period)),
        sixth_(SmoothedMean::exponential(params.period)) {}

  static double next(auto& self, double close) {
    const double thrice = feed(self.third_, feed(self.second_, feed(self.first_, close)));
    const double four = feed(self.fourth_, thrice);
    const double five = feed(self.fifth_, four);
    const double six = feed(self.sixth_, five);
    const double a = self.factor_;
    const double b = 1.0 + a;
    return b * b * (b * thrice - 3.0 * a * four) + a * a * (3.0 * b * five - a * six);
  }
  static void state(auto& self, auto& archive) {
    archive(self.first_, self.second_, self.third_, self.fourth_, self.fifth_, self.sixth_);
  }

 private:
  double factor_;
  SmoothedMean first_;
  SmoothedMean second_;
  SmoothedMean third_;
  SmoothedMean fourth_;
  SmoothedMean fifth_;
  SmoothedMean sixth_;
};

}  // namespace nautilus::features
