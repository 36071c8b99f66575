// SPDX-License-Identifier: MIT
#pragma once

#include <tuple>

#include "nautilus/features/rolling.hpp"

namespace nautilus::features {

/// The mean of the last closes.
class Sma {
 public:
  struct Params {
    int period = 20;

    static constexpr auto fields() {
      return std::tuple{field("period", &Params::period, "Bars in the mean", between(1, 10'000))};
    }
  };

  static constexpr IndicatorSpec spec{
      .name = "sma",
      .title = "Simple moving average",
      .group = Group::trend,
      .version = 2,  // Windows are summed about a value of their own since.
      .inputs = {Input::close},
      .outputs = {{"sma", "Mean close, a price", "always defined"}},
      .formula = "(c[0] + ... + c[-(period - 1)]) / period",
      .gaps = "No value while a gap is in the window",
      .reference = "Murphy, Technical Analysis of the Financial Markets (1999), chapter 9",
  };

  static constexpr int warm_up(const Params& params) { return params.period - 1; }
  static constexpr int gap_recovery(const Params& params) { return params.period; }

  explicit Sma(const Params& params) : mean_(params.period) {}

  static double next(auto& self, double close) { return feed(self.mean_, close); }
  static void state(auto& self, auto& archive) { archive(self.mean_); }

 private:
  RollingMean mean_;
};

}  // namespace nautilus::features
