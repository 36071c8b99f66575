// SPDX-License-Identifier: MIT
#pragma once

#include <tuple>

#include "nautilus/features/volatility/volatility.hpp"

namespace nautilus::features {

/// How much volatility itself varies, as a fraction of its mean.
class VolatilityOfVolatility {
 public:
  struct Params {
    int period = 20;
    int window = 20;

    static constexpr auto fields() {
      return std::tuple{
          field("period", &Params::period, "Returns in each volatility", between(2, 10'000)),
          field("window", &Params::window, "Volatilities compared", between(2, 10'000)),
      };
    }
  };

  static constexpr IndicatorSpec spec{
      .name = "volatility_of_volatility",
      .title = "Volatility of volatility",
      .group = Group::volatility,
      .inputs = {Input::close},
      .outputs = {{"volatility_of_volatility", "Deviation of volatility over its mean, a fraction",
                   "no value while nothing moves", 0.0}},
      .formula = "sample deviation over window of volatility(period) / their mean",
      .gaps = "No value while a gap is in the window of a volatility that is compared",
      .reference =
          "Baltussen, van Bekkum and van der Grient, Unknown Unknowns: Uncertainty about Risk and "
          "Stock Returns, Journal of Financial and Quantitative Analysis 53 (2018), p. 1620, of "
          "realized volatility",
  };

  static constexpr int warm_up(const Params& params) { return params.period + params.window - 1; }
  static constexpr int gap_recovery(const Params& params) { return params.period + params.window; }

  explicit VolatilityOfVolatility(const Params& params)
      : volatility_({.period = params.period}), volatilities_(params.window) {}

  static double next(auto& self, double close) {
    const double volatility = feed(self.volatility_, close);
    const auto volatilities = feed(self.volatilities_, Moments::of(volatility));
    if (!volatilities || volatilities->mean == 0.0) return kNaN;
    return volatilities->sample_deviation() / volatilities->mean;
  }
  static void state(auto& self, auto& archive) { archive(self.volatility_, self.volatilities_); }

 private:
  Volatility volatility_;
  RollingFold<Moments> volatilities_;
};

}  // namespace nautilus::features
