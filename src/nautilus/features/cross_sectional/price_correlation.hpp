// SPDX-License-Identifier: MIT
#pragma once

#include <tuple>

#include "nautilus/features/cross_sectional/co_moments.hpp"
#include "nautilus/features/rolling.hpp"

namespace nautilus::features {

/// Pearson's correlation of the closes of a series and of another.
class PriceCorrelation {
 public:
  struct Params {
    int period = 20;

    static constexpr auto fields() {
      return std::tuple{
          field("period", &Params::period, "Closes in the window", between(2, 10'000))};
    }
  };

  static constexpr IndicatorSpec spec{
      .name = "price_correlation",
      .title = "Correlation of prices",
      .group = Group::cross_sectional,
      .inputs = {Input::close, Input::reference},
      .outputs = {{"price_correlation", "Pearson's correlation of the two series' closes",
                   "no value while one of the two does not move", -1.0, 1.0}},
      .formula =
          "sum((c - mean c) * (x - mean x)) / sqrt(sum((c - mean c)^2) * sum((x - mean "
          "x)^2)) over the last period closes c and x of the reference on bars that both "
          "have",
      .gaps = "A bar that one of the two lacks has no value and is passed over",
      .reference = "Pearson, Notes on Regression and Inheritance in the Case of Two Parents (1895)",
  };

  static constexpr int warm_up(const Params& params) { return params.period - 1; }
  static constexpr int gap_recovery(const Params& /*params*/) { return 1; }

  explicit PriceCorrelation(const Params& params) : window_(params.period) {}

  static double next(auto& self, double close, double reference) {
    if (std::isnan(close) || std::isnan(reference)) return kNaN;
    const auto moments = feed(self.window_, CoMoments::of(close, reference));
    return moments ? moments->correlation() : kNaN;
  }
  static void state(auto& self, auto& archive) { archive(self.window_); }

 private:
  RollingFold<CoMoments> window_;
};

}  // namespace nautilus::features
