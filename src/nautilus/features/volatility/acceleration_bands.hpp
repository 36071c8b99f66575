// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cmath>

#include "nautilus/features/period_parameter.hpp"
#include "nautilus/features/rolling.hpp"

namespace nautilus::features {

/// A band around the mean close that widens with the bars' ranges.
class AccelerationBands {
 public:
  using Params = PeriodParams<20>;

  static constexpr IndicatorSpec spec{
      .name = "acceleration_bands",
      .title = "Acceleration bands",
      .group = Group::volatility,
      .inputs = {Input::high, Input::low, Input::close},
      .outputs = {{"upper", "Upper band, a price",
                   "the mean while nothing moves, no value where h + l is 0"},
                  {"middle", "Mean close, a price", "always defined"},
                  {"lower", "Lower band, a price",
                   "the mean while nothing moves, no value where h + l is 0"}},
      .formula =
          "sma over period of h * (1 + w), of c and of l * (1 - w): w = 4 * (h - l) / (h + l)",
      .gaps = "No value while a gap is in the window",
      .reference = "Headley, Big Trends in Trading (2002)",
  };

  static constexpr int warm_up(const Params& params) { return params.period - 1; }
  static constexpr int gap_recovery(const Params& params) { return params.period; }

  explicit AccelerationBands(const Params& params)
      : upper_(params.period), middle_(params.period), lower_(params.period) {}

  static std::array<double, 3> next(auto& self, double high, double low, double close) {
    const double sum = high + low;
    const double width = sum == 0.0 ? kNaN : 4.0 * (high - low) / sum;
    const double upper = feed(self.upper_, high * (1.0 + width));
    const double middle = feed(self.middle_, close);
    const double lower = feed(self.lower_, low * (1.0 - width));
    return {upper, middle, lower};
  }
  static void state(auto& self, auto& archive) { archive(self.upper_, self.middle_, self.lower_); }

 private:
  RollingMean upper_;
  RollingMean middle_;
  RollingMean lower_;
};

}  // namespace nautilus::features
