// SPDX-License-Identifier: MIT
#pragma once

#include <tuple>

#include "nautilus/features/cross_sectional/co_moments.hpp"
#include "nautilus/features/rolling.hpp"

namespace nautilus::features {

/// How much values resemble those of some bars before them.
class Autocorrelation {
 public:
  struct Params {
    int lag = 1;
    int period = 60;

    static constexpr auto fields() {
      return std::tuple{
          field("lag", &Params::lag, "Bars between the two of a pair", between(1, 10'000)),
          field("period", &Params::period, "Pairs in the window", between(2, 10'000)),
      };
    }
  };

  static constexpr IndicatorSpec spec{
      .name = "autocorrelation",
      .title = "Autocorrelation",
      .group = Group::statistics,
      .inputs = {Input::close},
      .outputs = {{"autocorrelation", "Pearson's correlation of values with earlier ones",
                   "no value while nothing moves", -1.0, 1.0}},
      .formula = "Pearson's correlation of c and c[-lag] over period pairs",
      .gaps = "No value while a pair with a gap is in the window",
      .reference = "Box, Jenkins and Reinsel, Time Series Analysis (1994), chapter 2.1",
  };

  static constexpr int warm_up(const Params& params) { return params.period + params.lag - 1; }
  static constexpr int gap_recovery(const Params& params) { return params.period + params.lag; }

  explicit Autocorrelation(const Params& params) : earlier_(params.lag), pairs_(params.period) {}

  static double next(auto& self, double value) {
    const double earlier = feed(self.earlier_, value);
    const auto moments = feed(self.pairs_, CoMoments::of(value, earlier));
    return moments ? moments->correlation() : kNaN;
  }
  static void state(auto& self, auto& archive) { archive(self.earlier_, self.pairs_); }

 private:
  Delay earlier_;
  RollingFold<CoMoments> pairs_;
};

}  // namespace nautilus::features
