// SPDX-License-Identifier: MIT
#pragma once

#include <tuple>

#include "nautilus/features/cross_sectional/co_moments.hpp"
#include "nautilus/features/log_ratio.hpp"
#include "nautilus/features/recursive.hpp"
#include "nautilus/features/rolling.hpp"

namespace nautilus::features {

/// Whether returns tend to go on or to turn back.
class ReturnAutocorrelation {
 public:
  struct Params {
    int lag = 1;
    int period = 60;

    static constexpr auto fields() {
      return std::tuple{
          field("lag", &Params::lag, "Bars between the two returns of a pair", between(1, 1'000)),
          field("period", &Params::period, "Pairs in the window", between(3, 10'000)),
      };
    }
  };

  static constexpr IndicatorSpec spec{
      .name = "return_autocorrelation",
      .title = "Autocorrelation of returns",
      .group = Group::market_structure,
      .inputs = {Input::close},
      .outputs = {{"return_autocorrelation",
                   "Correlation of returns with earlier ones: above 0 where they go on",
                   "no value while nothing moves: by no more than rounding", -1.0, 1.0}},
      .formula =
          "Pearson's correlation of log(c / c[-1]) and the same lag bars before, over period pairs",
      .gaps = "No value while a return from or to a gap is in the window",
      .reference =
          "Lo and MacKinlay, When Are Contrarian Profits Due to Stock Market Overreaction?, Review "
          "of Financial Studies 3 (1990)",
  };

  static constexpr int warm_up(const Params& params) { return params.period + params.lag; }
  static constexpr int gap_recovery(const Params& params) { return params.period + params.lag + 1; }

  explicit ReturnAutocorrelation(const Params& params)
      : earlier_(params.lag), pairs_(params.period) {}

  static double next(auto& self, double close) {
    const double change = log_ratio(close, feed(self.previous_, close));
    const auto pairs = feed(self.pairs_, CoMoments::of(change, feed(self.earlier_, change)));
    if (!pairs || !varies(pairs->squares_x, pairs->count) ||
        !varies(pairs->squares_y, pairs->count)) {
      return kNaN;
    }
    return pairs->correlation();
  }
  static void state(auto& self, auto& archive) {
    archive(self.previous_, self.earlier_, self.pairs_);
  }

 private:
  Previous previous_;
  Delay earlier_;
  RollingFold<CoMoments> pairs_;
};

}  // namespace nautilus::features
