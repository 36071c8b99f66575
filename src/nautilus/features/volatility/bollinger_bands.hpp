// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <tuple>

#include "nautilus/features/rolling.hpp"

namespace nautilus::features {

/// A band around the mean close, some deviations wide.
class BollingerBands {
 public:
  struct Params {
    int period = 20;
    double deviations = 2.0;

    static constexpr auto fields() {
      return std::tuple{
          field("period", &Params::period, "Bars in mean and deviation", between(2, 10'000)),
          field("deviations", &Params::deviations, "Half width in standard deviations",
                between(0.01, 100)),
      };
    }
  };

  static constexpr IndicatorSpec spec{
      .name = "bollinger_bands",
      .title = "Bollinger bands",
      .group = Group::volatility,
      .version = 2,  // Windows are summed about a value of their own since.
      .inputs = {Input::close},
      .outputs = {{"upper", "Upper band, a price", "the mean while nothing moves"},
                  {"lower", "Lower band, a price", "the mean while nothing moves"},
                  {"width", "Distance of the bands as a fraction of the mean",
                   "0 while nothing moves, no value where the mean is 0"},
                  {"percent_b", "Where the close lies, 0 on the lower band and 1 on the upper",
                   "no value while nothing moves"}},
      .formula =
          "sma(c, period) +- deviations * population deviation of c over period; width = "
          "(upper - lower) / sma, percent_b = (c - lower) / (upper - lower)",
      .gaps = "No value while a gap is in the window",
      .reference = "Bollinger, Bollinger on Bollinger Bands (2001)",
  };

  static constexpr int warm_up(const Params& params) { return params.period - 1; }
  static constexpr int gap_recovery(const Params& params) { return params.period; }

  explicit BollingerBands(const Params& params)
      : deviations_(params.deviations), closes_(params.period) {}

  static std::array<double, 4> next(auto& self, double close) {
    const auto closes = feed(self.closes_, Moments::of(close));
    if (!closes) return {kNaN, kNaN, kNaN, kNaN};
    const double half_width = self.deviations_ * closes->population_deviation();
    const double mean = closes->mean;
    const double lower = mean - half_width;
    const double width = 2.0 * half_width;
    const Pair divisors{mean, width};
    const Pair shares =
        divisors == 0.0 ? filled<Pair>(kNaN) : Pair{width, close - lower} / divisors;
    return {mean + half_width, lower, shares[0], shares[1]};
  }
  static void state(auto& self, auto& archive) { archive(self.closes_); }

 private:
  double deviations_;
  RollingFold<Moments> closes_;
};

}  // namespace nautilus::features
