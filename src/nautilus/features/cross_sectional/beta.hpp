// SPDX-License-Identifier: MIT
#pragma once

#include <tuple>

#include "nautilus/features/cross_sectional/co_moments.hpp"
#include "nautilus/features/rolling.hpp"

namespace nautilus::features {

/// How much a series moves with another.
class Beta {
 public:
  struct Params {
    int period = 60;

    static constexpr auto fields() {
      return std::tuple{
          field("period", &Params::period, "Returns in the window", between(2, 10'000))};
    }
  };

  static constexpr IndicatorSpec spec{
      .name = "beta",
      .title = "Beta",
      .group = Group::cross_sectional,
      .inputs = {Input::close, Input::reference},
      .outputs = {{"beta", "Slope of the returns on those of the reference",
                   "no value while the reference does not move: by no more than rounding"},
                  {.name = "downside_beta",
                   .meaning = "The same over the bars on which the reference fell",
                   .degenerate = "no value while the reference does not fall: by two different "
                                 "amounts in the window",
                   .sparse = true}},
      .formula =
          "sum((r - mean r) * (q - mean q)) / sum((q - mean q)^2) over the last period "
          "returns r of c and q of the reference, each from one bar that both have to the "
          "next such bar; downside_beta over those of them with q < 0",
      .gaps = "A bar that one of the two lacks has no value and is passed over",
      .reference =
          "Sharpe, Capital Asset Prices (1964); Bawa and Lindenberg, Capital Market "
          "Equilibrium in a Mean-Lower Partial Moment Framework (1977)",
  };

  static constexpr int warm_up(const Params& params) { return params.period; }
  static constexpr int gap_recovery(const Params& /*params*/) { return 1; }

  explicit Beta(const Params& params) : all_(params.period), falling_(params.period) {}

  static std::array<double, 2> next(auto& self, double close, double reference) {
    const auto returns = feed(self.returns_, close, reference);
    if (!returns.exists()) return {kNaN, kNaN};
    const auto pair = CoMoments::of(returns.own, returns.other);
    const auto all = feed(self.all_, pair);
    const auto falling = feed(self.falling_, returns.other < 0 ? pair : CoMoments{});
    if (!all) return {kNaN, kNaN};
    return {slope_of(*all), slope_of(*falling)};
  }
  static void state(auto& self, auto& archive) { archive(self.returns_, self.all_, self.falling_); }

 private:
  static double slope_of(const CoMoments& moments) {
    return varies(moments.squares_y, moments.count) ? moments.slope() : kNaN;
  }

  CommonReturns returns_;
  RollingFold<CoMoments> all_;
  RollingFold<CoMoments> falling_;
};

}  // namespace nautilus::features
