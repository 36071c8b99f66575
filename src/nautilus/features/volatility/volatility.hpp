// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <tuple>

#include "nautilus/features/recursive.hpp"
#include "nautilus/features/rolling.hpp"

namespace nautilus::features {

/// The standard deviation of simple returns, per year.
class Volatility {
 public:
  struct Params {
    int period = 20;
    double bars_per_year = 252;

    static constexpr auto fields() {
      return std::tuple{
          field("period", &Params::period, "Returns in the deviation", between(2, 10'000)),
          field("bars_per_year", &Params::bars_per_year, "Bars in a year, 252 of them daily",
                between(1, 40'000'000)),
      };
    }
  };

  static constexpr IndicatorSpec spec{
      .name = "volatility",
      .title = "Volatility",
      .group = Group::volatility,
      .version = 2,  // Windows are summed about a value of their own since.
      .inputs = {Input::close},
      .outputs = {{"volatility", "Deviation of returns per year, a fraction",
                   "0 while nothing moves, no value where a close is 0", 0.0}},
      .formula = "sample deviation of c / c[-1] - 1 over period * sqrt(bars_per_year)",
      .gaps = "No value while a gap is in the window; one gap makes two returns unknown",
      .reference = "Hull, Options, Futures, and Other Derivatives (2018), chapter 15.4",
  };

  static constexpr int warm_up(const Params& params) { return params.period; }
  static constexpr int gap_recovery(const Params& params) { return params.period + 1; }

  // The first bar has no return; it stands in the window as a NaN, which is why the window is
  // defined, like any other, once period returns are in it.
  explicit Volatility(const Params& params)
      : scale_(std::sqrt(params.bars_per_year)), returns_(params.period) {}

  static double next(auto& self, double close) {
    const double previous = feed(self.previous_, close);
    const double growth = previous == 0.0 ? kNaN : close / previous - 1.0;
    const auto returns = feed(self.returns_, Moments::of(growth));
    return returns ? self.scale_ * returns->sample_deviation() : kNaN;
  }
  static void state(auto& self, auto& archive) { archive(self.previous_, self.returns_); }

 private:
  double scale_;
  Previous previous_;
  RollingFold<Moments> returns_;
};

}  // namespace nautilus::features
