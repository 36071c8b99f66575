// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cmath>
#include <tuple>

#include "nautilus/features/line_fit.hpp"
#include "nautilus/features/rolling.hpp"

namespace nautilus::features {

/// A band around the end of the line through the last closes, as wide as they deviate from their
/// mean.
class StandardDeviationChannel {
 public:
  struct Params {
    int period = 20;
    double deviations = 2;

    static constexpr auto fields() {
      return std::tuple{
          field("period", &Params::period, "Bars in the line", between(2, 10'000)),
          field("deviations", &Params::deviations, "Half width in standard deviations",
                between(0.01, 100)),
      };
    }
  };

  static constexpr IndicatorSpec spec{
      .name = "standard_deviation_channel",
      .title = "Standard deviation channel",
      .group = Group::trend,
      .version = 2,  // Windows are summed about a value of their own since.
      .inputs = {Input::close},
      .outputs = {{"upper", "Upper band, a price", "the close while nothing moves"},
                  {"middle", "End of the line, a price", "the close while nothing moves"},
                  {"lower", "Lower band, a price", "the close while nothing moves"}},
      .formula =
          "linear_regression(c, period) +- deviations * population deviation of c over period, "
          "anew on each bar",
      .gaps = "No value while a gap is in the window",
      .reference = "Kaufman, Trading Systems and Methods (2013), chapter 6",
  };

  static constexpr int warm_up(const Params& params) { return params.period - 1; }
  static constexpr int gap_recovery(const Params& params) { return params.period; }

  explicit StandardDeviationChannel(const Params& params)
      : deviations_(params.deviations), closes_(params.period) {}

  static std::array<double, 3> next(auto& self, double close) {
    const auto line = feed(self.closes_, close);
    if (std::isnan(line.squares)) return {kNaN, kNaN, kNaN};
    const double half_width = self.deviations_ * std::sqrt(line.squares / line.count);
    const double middle = line.at(0);
    return {middle + half_width, middle, middle - half_width};
  }
  static void state(auto& self, auto& archive) { archive(self.closes_); }

 private:
  double deviations_;
  RollingLine closes_;
};

}  // namespace nautilus::features
