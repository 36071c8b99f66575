// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>

#include "nautilus/features/recursive.hpp"
#include "nautilus/features/rolling_extremes.hpp"

namespace nautilus::features {

/// How far the close is from the middle of the range, both smoothed twice.
class StochasticMomentumIndex {
 public:
  struct Params {
    int period = 13;
    int first_period = 25;
    int second_period = 2;
    int signal_period = 3;

    static constexpr auto fields() {
      return std::tuple{
          field("period", &Params::period, "Bars in the range", between(1, 10'000)),
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
      .name = "stochastic_momentum_index",
      .title = "Stochastic momentum index",
      .group = Group::momentum,
      .version = 2,  // Windows of one length lie side by side since.
      .inputs = {Input::high, Input::low, Input::close},
      .outputs = {{"smi", "Distance in percent of half the range",
                   "no value while nothing has moved: while the smoothed range is 0", -100.0,
                   100.0},
                  {"signal", "Exponential mean of smi in percent",
                   "no value while nothing has moved", -100.0, 100.0}},
      .formula =
          "100 * e2(e1(c - middle)) / (e2(e1(max h - min l)) / 2), middle of the range over "
          "period, e1 and e2 exponential means of first_period and second_period",
      .gaps = "No value while a gap is in the range",
      .reference = "Blau, Stochastic Momentum, Stocks & Commodities 11:1 (1993)",
  };

  static constexpr std::array<int, 2> warm_up(const Params& params) {
    return {params.period + params.first_period + params.second_period - 3,
            params.period + params.first_period + params.second_period + params.signal_period - 4};
  }
  static constexpr std::array<int, 2> gap_recovery(const Params& params) {
    return {params.period, params.period};
  }

  explicit StochasticMomentumIndex(const Params& params)
      : window_(params.period),
        far_once_(SmoothedMean::exponential(params.first_period)),
        wide_once_(SmoothedMean::exponential(params.first_period)),
        far_twice_(SmoothedMean::exponential(params.second_period)),
        wide_twice_(SmoothedMean::exponential(params.second_period)),
        signal_(SmoothedMean::exponential(params.signal_period)) {}

  static std::array<double, 2> next(auto& self, double high, double low, double close) {
    const Extremes window = feed(self.window_, high, low);
    const double apart = close - 0.5 * (window.highest + window.lowest);
    const double range = std::isnan(apart) ? kNaN : window.range();
    const double far = feed(self.far_twice_, feed(self.far_once_, apart));
    const double wide = feed(self.wide_twice_, feed(self.wide_once_, range));
    const double index = wide > 0.0 ? std::clamp(200.0 * (far / wide), -100.0, 100.0) : kNaN;
    return {index, feed(self.signal_, index)};
  }
  static void state(auto& self, auto& archive) {
    archive(self.window_, self.far_once_, self.wide_once_, self.far_twice_, self.wide_twice_,
            self.signal_);
  }

 private:
  RollingExtremes window_;
  SmoothedMean far_once_;
  SmoothedMean wide_once_;
  SmoothedMean far_twice_;
  SmoothedMean wide_twice_;
  SmoothedMean signal_;
};

}  // namespace nautilus::features
