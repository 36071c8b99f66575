// SPDX-License-Identifier: MIT
#pragma once

#include <tuple>

#include "nautilus/features/volatility/volatility.hpp"

namespace nautilus::features {

/// Recent volatility as a multiple of that of a longer window: above 1 where markets grow restless.
class VolatilityRatio {
 public:
  struct Params {
    int short_period = 10;
    int long_period = 30;

    static constexpr auto fields() {
      return std::tuple{
          field("short_period", &Params::short_period, "Returns in the recent deviation",
                between(2, 10'000)),
          field("long_period", &Params::long_period, "Returns in the longer deviation",
                between(3, 10'000)),
      };
    }
  };

  static constexpr IndicatorSpec spec{
      .name = "volatility_ratio",
      .title = "Volatility ratio",
      .group = Group::volatility,
      .version = 2,  // Windows are summed about a value of their own since.
      .inputs = {Input::close},
      .outputs = {{"volatility_ratio", "Recent volatility over the longer one, a multiple",
                   "no value while nothing moves: in the longer window", 0.0}},
      .formula = "volatility(short_period) / volatility(long_period)",
      .gaps = "No value while a gap is in the window; one gap makes two returns unknown",
      .reference = "Kaufman, Trading Systems and Methods (2013), chapter 20",
  };

  static Result<void> check(const Params& params) {
    return check_below("short_period", params.short_period, "long_period", params.long_period);
  }
  static constexpr int warm_up(const Params& params) { return params.long_period; }
  static constexpr int gap_recovery(const Params& params) { return params.long_period + 1; }

  explicit VolatilityRatio(const Params& params)
      : recent_({.period = params.short_period}), longer_({.period = params.long_period}) {}

  static double next(auto& self, double close) {
    const double recent = feed(self.recent_, close);
    const double longer = feed(self.longer_, close);
    return longer == 0.0 ? kNaN : recent / longer;
  }
  static void state(auto& self, auto& archive) { archive(self.recent_, self.longer_); }

 private:
  Volatility recent_;
  Volatility longer_;
};

}  // namespace nautilus::features
