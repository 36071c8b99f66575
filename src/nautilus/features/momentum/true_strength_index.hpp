// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>

#include "nautilus/features/recursive.hpp"

namespace nautilus::features {

/// The change of the close, smoothed twice, as a share of its size smoothed alike.
class TrueStrengthIndex {
 public:
  struct Params {
    int first_period = 25;
    int second_period = 13;
    int signal_period = 7;

    static constexpr auto fields() {
      return std::tuple{
          field("first_period", &Params::first_period, "Span of the first mean in bars",
                between(1, 10'000)),
          field("second_period", &Params::second_period, "Span of the second mean in bars",
                between(1, 10'000)),
          field("signal_period", &Params::signal_period, "Span of the signal in bars",
                between(1, 10'000)),
      };
    }
  };

  static constexpr IndicatorSpec spec{
      .name = "true_strength_index",
      .title = "True strength index",
      .group = Group::momentum,
      .inputs = {Input::close},
      .outputs = {{"tsi", "Net movement in percent of all movement",
                   "no value while nothing has moved: while the smoothed movement is 0", -100.0,
                   100.0},
                  {"signal", "Exponential mean of tsi in percent",
                   "no value while nothing has moved", -100.0, 100.0}},
      .formula =
          "100 * e2(e1(c - c[-1])) / e2(e1(|c - c[-1]|)), e1 and e2 exponential means of "
          "first_period and second_period",
      .gaps = "The bar of a gap and the one after it have no value; the means pass them over",
      .reference = "Blau, True Strength Index, Stocks & Commodities 9:11 (1991)",
  };

  static constexpr std::array<int, 2> warm_up(const Params& params) {
    return {params.first_period + params.second_period - 1,
            params.first_period + params.second_period + params.signal_period - 2};
  }
  static constexpr std::array<int, 2> gap_recovery(const Params& /*params*/) { return {2, 2}; }

  explicit TrueStrengthIndex(const Params& params)
      : net_once_(SmoothedMean::exponential(params.first_period)),
        all_once_(SmoothedMean::exponential(params.first_period)),
        net_twice_(SmoothedMean::exponential(params.second_period)),
        all_twice_(SmoothedMean::exponential(params.second_period)),
        signal_(SmoothedMean::exponential(params.signal_period)) {}

  static std::array<double, 2> next(auto& self, double close) {
    const double change = close - feed(self.previous_, close);
    const double net = feed(self.net_twice_, feed(self.net_once_, change));
    const double all = feed(self.all_twice_, feed(self.all_once_, std::abs(change)));
    const double index = all > 0.0 ? std::clamp(100.0 * (net / all), -100.0, 100.0) : kNaN;
    return {index, feed(self.signal_, index)};
  }
  static void state(auto& self, auto& archive) {
    archive(self.previous_, self.net_once_, self.all_once_, self.net_twice_, self.all_twice_,
            self.signal_);
  }

 private:
  Previous previous_;
  SmoothedMean net_once_;
  SmoothedMean all_once_;
  SmoothedMean net_twice_;
  SmoothedMean all_twice_;
  SmoothedMean signal_;
};

}  // namespace nautilus::features
