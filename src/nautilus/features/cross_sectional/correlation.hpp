// SPDX-License-Identifier: MIT
#pragma once

#include <tuple>

#include "nautilus/features/cross_sectional/co_moments.hpp"
#include "nautilus/features/rolling.hpp"

namespace nautilus::features {

/// Pearson's correlation of the returns of a series and of another.
class Correlation {
 public:
  struct Params {
    int period = 30;

    static constexpr auto fields() {
      return std::tuple{
          field("period", &Params::period, "Returns in the window", between(2, 10'000))};
    }
  };

  static constexpr IndicatorSpec spec{
      .name = "correlation",
      .title = "Correlation of returns",
      .group = Group::cross_sectional,
      .inputs = {Input::close, Input::reference},
      .outputs = {{"correlation", "Pearson's correlation of the two series' returns",
                   "no value while one of the two does not move: by no more than rounding", -1.0,
                   1.0}},
      .formula =
          "sum((r - mean r) * (q - mean q)) / sqrt(sum((r - mean r)^2) * sum((q - mean "
          "q)^2)) over the last period returns r of c and q of the reference, each from one "
          "bar that both have to the next such bar",
      .gaps = "A bar that one of the two lacks has no value and is passed over",
      .reference = "Pearson, Notes on Regression and Inheritance in the Case of Two Parents (1895)",
  };

  static constexpr int warm_up(const Params& params) { return params.period; }
  static constexpr int gap_recovery(const Params& /*params*/) { return 1; }

  explicit Correlation(const Params& params) : window_(params.period) {}

  static double next(auto& self, double close, double reference) {
    const auto returns = feed(self.returns_, close, reference);
    if (!returns.exists()) return kNaN;
    const auto moments = feed(self.window_, CoMoments::of(returns.own, returns.other));
    if (!moments || !varies(moments->squares_x, moments->count) ||
        !varies(moments->squares_y, moments->count)) {
      return kNaN;
    }
    return moments->correlation();
  }
  static void state(auto& self, auto& archive) { archive(self.returns_, self.window_); }

 private:
  CommonReturns returns_;
  RollingFold<CoMoments> window_;
};

}  // namespace nautilus::features
