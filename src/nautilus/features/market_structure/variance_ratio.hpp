// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cmath>
#include <tuple>

#include "nautilus/features/log_ratio.hpp"
#include "nautilus/features/recursive.hpp"
#include "nautilus/features/rolling.hpp"

namespace nautilus::features {

/// Whether returns of several bars vary as those of one bar would if they were independent.
class VarianceRatio {
 public:
  struct Params {
    int horizon = 5;
    int period = 60;

    static constexpr auto fields() {
      return std::tuple{
          field("horizon", &Params::horizon, "Bars in the longer returns", between(2, 1'000)),
          field("period", &Params::period, "Returns of one bar in the window", between(8, 10'000)),
      };
    }
  };

  static constexpr IndicatorSpec spec{
      .name = "variance_ratio",
      .title = "Variance ratio",
      .group = Group::market_structure,
      .inputs = {Input::close},
      .outputs =
          {{"variance_ratio",
            "1 for a random walk, above it where returns go on, below it where they turn back",
            "no value while nothing moves: by no more than rounding", 0.0},
           {"z", "Standard normal for a random walk of equal variance, where the window is long",
            "no value while nothing moves: where variance_ratio has none"}},
      .formula =
          "with r = log(c / c[-1]), y = log(c / c[-q]), n = period, q = horizon and m = mean r: s "
          "= sum (r - m)^2 / (n - 1); variance_ratio = sum over n - q + 1 of (y - q m)^2 / (q (n - "
          "q + 1) (1 - q / n)) / s; z = (variance_ratio - 1) sqrt(n) / sqrt(2 (2 q - 1) (q - 1) / "
          "(3 q))",
      .gaps = "No value while a return from or to a gap is in the window",
      .reference =
          "Lo and MacKinlay, Stock Market Prices Do Not Follow Random Walks, Review of Financial "
          "Studies 1 (1988)",
  };

  static constexpr int warm_up(const Params& params) { return params.period; }
  static constexpr int gap_recovery(const Params& params) { return params.period + 1; }

  static Result<void> check(const Params& params) {
    return check_below("horizon", params.horizon, "period", params.period);
  }

  explicit VarianceRatio(const Params& params)
      : horizon_(params.horizon),
        count_(params.period),
        earlier_(params.horizon),
        ones_(params.period),
        sums_(params.period - params.horizon + 1) {}

  static std::array<double, 2> next(auto& self, double close) {
    const auto ones = feed(self.ones_, Moments::of(log_ratio(close, feed(self.previous_, close))));
    const auto sums = feed(self.sums_, Moments::of(log_ratio(close, feed(self.earlier_, close))));
    if (!ones || !sums || !(ones->squares > ones->count * kRounding * kRounding)) {
      return {kNaN, kNaN};
    }
    const double q = self.horizon_;
    const double n = self.count_;
    const double apart = sums->mean - q * ones->mean;
    const double squares = sums->squares + sums->count * apart * apart;
    const double divisor = q * sums->count * (1.0 - q / n);
    const double ratio = squares / divisor / (ones->squares / (n - 1.0));
    const double spread = std::sqrt(2.0 * (2.0 * q - 1.0) * (q - 1.0) / (3.0 * q * n));
    return {ratio, (ratio - 1.0) / spread};
  }
  static void state(auto& self, auto& archive) {
    archive(self.previous_, self.earlier_, self.ones_, self.sums_);
  }

 private:
  static constexpr double kRounding = 0x1p-52;  ///< Of a price ratio near 1.

  double horizon_;
  double count_;
  Previous previous_;
  Delay earlier_;
  RollingFold<Moments> ones_;
  RollingFold<Moments> sums_;
};

}  // namespace nautilus::features
