// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <tuple>

#include "nautilus/features/recursive.hpp"
#include "nautilus/features/rolling.hpp"
#include "nautilus/features/true_range.hpp"

namespace nautilus::features {

/// How much of the true range was gained from its low, over three windows.
class UltimateOscillator {
 public:
  struct Params {
    int short_period = 7;
    int middle_period = 14;
    int long_period = 28;

    static constexpr auto fields() {
      return std::tuple{
          field("short_period", &Params::short_period, "Bars in the short window",
                between(1, 10'000)),
          field("middle_period", &Params::middle_period, "Bars in the middle window",
                between(2, 10'000)),
          field("long_period", &Params::long_period, "Bars in the long window", between(3, 10'000)),
      };
    }
  };

  static constexpr IndicatorSpec spec{
      .name = "ultimate_oscillator",
      .title = "Ultimate oscillator",
      .group = Group::momentum,
      .version = 2,  // Windows of one length lie side by side since.
      .inputs = {Input::high, Input::low, Input::close},
      .outputs = {{"ultimate_oscillator", "Weighted share in percent",
                   "50 while nothing moves: so counts each of the three windows", 0.0, 100.0}},
      .formula =
          "100 * (4 * a(short_period) + 2 * a(middle_period) + a(long_period)) / 7, a = sum of c - "
          "min(l, c[-1]) over sum of the true range",
      .gaps = "No value while a gap is in the window; one gap makes two steps unknown",
      .reference = "Williams, The Ultimate Oscillator, Stocks & Commodities 3:4 (1985)",
  };

  static Result<void> check(const Params& params) {
    NAUTILUS_CHECK(
        check_below("short_period", params.short_period, "middle_period", params.middle_period));
    return check_below("middle_period", params.middle_period, "long_period", params.long_period);
  }
  static constexpr int warm_up(const Params& params) { return params.long_period; }
  static constexpr int gap_recovery(const Params& params) { return params.long_period + 1; }

  explicit UltimateOscillator(const Params& params)
      : short_(params.short_period), middle_(params.middle_period), long_(params.long_period) {}

  static double next(auto& self, double high, double low, double close) {
    const double previous = feed(self.previous_, close);
    const double range = feed(self.true_range_, high, low, close);
    const double gained = std::isnan(range) ? kNaN : close - std::min(low, previous);
    const double fast = feed(self.short_, gained, range);
    const double middle = feed(self.middle_, gained, range);
    const double slow = feed(self.long_, gained, range);
    return 100.0 * (4.0 * fast + 2.0 * middle + slow) / 7.0;
  }
  static void state(auto& self, auto& archive) {
    archive(self.previous_, self.true_range_, self.short_, self.middle_, self.long_);
  }

 private:
  // What was gained over what was covered, in a window.
  class Share {
   public:
    explicit Share(int period) : sums_(period) {}

    static double next(auto& self, double gained, double range) {
      const auto sums = feed(self.sums_, PairSum{{gained, range}});
      if (!sums) return kNaN;
      const Pair totals = sums->totals;
      return totals[1] == 0.0 ? 0.5 : totals[0] / totals[1];
    }
    static void state(auto& self, auto& archive) { archive(self.sums_); }

   private:
    RollingFold<PairSum> sums_;  ///< Of what was gained and what was covered.
  };

  Previous previous_;
  TrueRange true_range_;
  Share short_;
  Share middle_;
  Share long_;
};

}  // namespace nautilus::features
