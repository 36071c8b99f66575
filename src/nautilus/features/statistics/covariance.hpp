// SPDX-License-Identifier: MIT
#pragma once

#include "nautilus/features/cross_sectional/co_moments.hpp"
#include "nautilus/features/period_parameter.hpp"
#include "nautilus/features/rolling.hpp"

namespace nautilus::features {

/// How much two series move together, in the product of their units.
class Covariance {
 public:
  using Params = PeriodParams<20, 2>;

  static constexpr IndicatorSpec spec{
      .name = "covariance",
      .title = "Covariance",
      .group = Group::statistics,
      .inputs = {Input::close, Input::reference},
      .outputs = {{"covariance", "Sample covariance of the values of the two series",
                   "0 while one of the two does not move"}},
      .formula = "sum over period of (c - mean c) (q - mean q), by period - 1: q the reference",
      .gaps = "No value while a bar that one of the two lacks is in the window",
      .reference =
          "Chan, Golub and LeVeque, Updating Formulae and a Pairwise Algorithm for Computing "
          "Sample Variances (1979)",
  };

  static constexpr int warm_up(const Params& params) { return params.period - 1; }
  static constexpr int gap_recovery(const Params& params) { return params.period; }

  explicit Covariance(const Params& params) : pairs_(params.period) {}

  static double next(auto& self, double close, double reference) {
    const auto moments = feed(self.pairs_, CoMoments::of(close, reference));
    return moments ? moments->products / (moments->count - 1.0) : kNaN;
  }
  static void state(auto& self, auto& archive) { archive(self.pairs_); }

 private:
  RollingFold<CoMoments> pairs_;
};

}  // namespace nautilus::features
