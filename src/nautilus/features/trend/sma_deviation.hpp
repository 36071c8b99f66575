// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cmath>

#include "nautilus/features/period_parameter.hpp"
#include "nautilus/features/rolling.hpp"
#include "nautilus/features/window.hpp"

namespace nautilus::features {

/// How far the last closes lie from their mean, on average.
class SmaDeviation {
 public:
  using Params = PeriodParams<20, 1>;

  static constexpr IndicatorSpec spec{
      .name = "sma_deviation",
      .title = "Deviation from the moving average",
      .group = Group::trend,
      .inputs = {Input::close},
      .outputs = {{"absolute", "Mean distance from the mean, in price", "0 while nothing moves",
                   0.0},
                  {"squared", "Mean squared distance, in price squared", "0 while nothing moves",
                   0.0},
                  {"percentage", "Mean distance as a fraction of the close",
                   "0 while nothing moves, no value where a close is 0"}},
      .formula =
          "means over period of |c - sma|, (c - sma)^2 and |c - sma| / c, with the sma of this "
          "bar; O(window)",
      .gaps = "No value while a gap is in the window",
      .reference =
          "Hyndman and Koehler, Another Look at Measures of Forecast Accuracy, International "
          "Journal of Forecasting 22 (2006)",
      .cost = Cost::window,
  };

  static constexpr int warm_up(const Params& params) { return params.period - 1; }
  static constexpr int gap_recovery(const Params& params) { return params.period; }

  explicit SmaDeviation(const Params& params)
      : period_(params.period),
        moments_(params.period),
        deviation_(params.period),
        closes_(params.period) {}

  static std::array<double, 3> next(auto& self, double close) {
    const auto closes = feed(self.moments_, Moments::of(close));
    const double mean = closes ? closes->mean : kNaN;
    const double absolute = feed(self.deviation_, close, mean);
    const auto add = [mean](double sum, double each) { return sum + std::abs(each - mean) / each; };
    const double relative = Window::fold(self.closes_, close, 0.0, add) / self.period_;
    return {absolute, closes ? closes->squares / self.period_ : kNaN, relative};
  }
  static void state(auto& self, auto& archive) {
    archive(self.moments_, self.deviation_, self.closes_);
  }

 private:
  double period_;
  RollingFold<Moments> moments_;
  MeanDeviation deviation_;
  Window closes_;
};

}  // namespace nautilus::features
