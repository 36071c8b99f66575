// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cmath>
#include <tuple>

#include "nautilus/features/recursive.hpp"
#include "nautilus/features/rolling.hpp"

namespace nautilus::features {

/// Three smoothed middles of the bars, each shown some bars later: asleep while they are entwined,
/// awake when they part.
class Alligator {
 public:
  struct Params {
    int jaw_period = 13;
    int jaw_shift = 8;
    int teeth_period = 8;
    int teeth_shift = 5;
    int lips_period = 5;
    int lips_shift = 3;

    static constexpr auto fields() {
      return std::tuple{
          field("jaw_period", &Params::jaw_period, "Bars of the slow mean", between(1, 10'000)),
          field("jaw_shift", &Params::jaw_shift, "Bars by which it is shown later",
                between(1, 10'000)),
          field("teeth_period", &Params::teeth_period, "Bars of the middle mean",
                between(1, 10'000)),
          field("teeth_shift", &Params::teeth_shift, "Bars by which it is shown later",
                between(1, 10'000)),
          field("lips_period", &Params::lips_period, "Bars of the fast mean", between(1, 10'000)),
          field("lips_shift", &Params::lips_shift, "Bars by which it is shown later",
                between(1, 10'000)),
      };
    }
  };

  static constexpr IndicatorSpec spec{
      .name = "alligator",
      .title = "Alligator",
      .group = Group::trend,
      .inputs = {Input::high, Input::low},
      .outputs = {{"jaw", "Slow mean as it was jaw_shift bars ago, a price", "always defined"},
                  {"teeth", "Middle mean as it was teeth_shift bars ago, a price",
                   "always defined"},
                  {"lips", "Fast mean as it was lips_shift bars ago, a price", "always defined"}},
      .formula = "smma((h + l) / 2, period)[-shift] for jaw, teeth and lips",
      .gaps =
          "The bar of a gap has no value, nor the bars to which its means are shifted; later ones "
          "go on as if it had not been",
      .reference = "Williams, New Trading Dimensions (1998)",
  };

  static constexpr std::array<int, 3> warm_up(const Params& params) {
    return {params.jaw_period + params.jaw_shift - 1, params.teeth_period + params.teeth_shift - 1,
            params.lips_period + params.lips_shift - 1};
  }
  static constexpr std::array<int, 3> gap_recovery(const Params& params) {
    return {params.jaw_shift + 1, params.teeth_shift + 1, params.lips_shift + 1};
  }

  explicit Alligator(const Params& params)
      : jaw_(SmoothedMean::wilder(params.jaw_period)),
        teeth_(SmoothedMean::wilder(params.teeth_period)),
        lips_(SmoothedMean::wilder(params.lips_period)),
        jaw_shift_(params.jaw_shift),
        teeth_shift_(params.teeth_shift),
        lips_shift_(params.lips_shift) {}

  static std::array<double, 3> next(auto& self, double high, double low) {
    const double middle = 0.5 * (high + low);
    const double jaw = feed(self.jaw_shift_, feed(self.jaw_, middle));
    const double teeth = feed(self.teeth_shift_, feed(self.teeth_, middle));
    const double lips = feed(self.lips_shift_, feed(self.lips_, middle));
    if (std::isnan(middle)) return {kNaN, kNaN, kNaN};
    return {jaw, teeth, lips};
  }
  static void state(auto& self, auto& archive) {
    archive(self.jaw_, self.teeth_, self.lips_, self.jaw_shift_, self.teeth_shift_,
            self.lips_shift_);
  }

 private:
  SmoothedMean jaw_;
  SmoothedMean teeth_;
  SmoothedMean lips_;
  Delay jaw_shift_;
  Delay teeth_shift_;
  Delay lips_shift_;
};

}  // namespace nautilus::features
