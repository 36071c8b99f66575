// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cmath>

#include "nautilus/features/line_fit.hpp"
#include "nautilus/features/period_parameter.hpp"
#include "nautilus/features/rolling.hpp"

namespace nautilus::features {

/// The straight line through the last closes: where it ends, where it leads, and how well it fits.
class LinearRegression {
 public:
  using Params = PeriodParams<14, 2>;

  static constexpr IndicatorSpec spec{
      .name = "linear_regression",
      .title = "Linear regression",
      .group = Group::trend,
      .version = 2,  // Windows are summed about a value of their own since.
      .inputs = {Input::close},
      .outputs = {{"value", "Where the line ends on this bar, a price",
                   "the close while nothing moves"},
                  {"slope", "Rise of the line per bar, in price", "0 while nothing moves"},
                  {"intercept", "Where the line begins, on the oldest bar of the window, a price",
                   "the close while nothing moves"},
                  {"r_squared", "Share of the variance that the line explains",
                   "1 while nothing moves: the line is the price", 0.0, 1.0},
                  {"forecast", "Where the line leads on the next bar, a price",
                   "the close while nothing moves"}},
      .formula = "least squares of c over bar numbers, period bars; forecast = value + slope",
      .gaps = "No value while a gap is in the window",
      .reference =
          "Kaufman, Trading Systems and Methods (2013), chapter 6; the time series forecast of "
          "TA-Lib",
  };

  static constexpr int warm_up(const Params& params) { return params.period - 1; }
  static constexpr int gap_recovery(const Params& params) { return params.period; }

  explicit LinearRegression(const Params& params) : closes_(params.period) {}

  static std::array<double, 5> next(auto& self, double close) {
    const auto line = feed(self.closes_, close);
    if (std::isnan(line.squares)) return {kNaN, kNaN, kNaN, kNaN, kNaN};
    const double fit = line.squares == 0.0 ? 1.0 : line.r_squared();
    return {line.at(0), line.slope, line.at(1.0 - line.count), fit, line.at(1)};
  }
  static void state(auto& self, auto& archive) { archive(self.closes_); }

 private:
  RollingLine closes_;
};

}  // namespace nautilus::features
