// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <tuple>
#include <type_traits>

#include "nautilus/features/recursive.hpp"

namespace nautilus::features {

/// The share of recent movement that was upward, from 0 (all down) to 100 (all up).
class Rsi {
 public:
  struct Params {
    int period = 14;

    static constexpr auto fields() {
      return std::tuple{field("period", &Params::period, "Bars in each mean", between(2, 10'000))};
    }
  };

  static constexpr IndicatorSpec spec{
      .name = "rsi",
      .title = "Relative strength index",
      .group = Group::momentum,
      .version = 3,  // Gains and losses lie side by side since.
      .inputs = {Input::close},
      .outputs = {{"rsi", "Upward share of movement in percent", "50 while nothing has moved", 0.0,
                   100.0}},
      .formula = "100 * gain / (gain + loss): Wilder means of the rises and of the falls of c",
      .gaps = "The bar of a gap and the one after it have no value; the means pass them over",
      .reference = "Wilder, New Concepts in Technical Trading Systems (1978)",
  };

  static constexpr int warm_up(const Params& params) { return params.period; }
  static constexpr int gap_recovery(const Params& /*params*/) { return 2; }

  explicit Rsi(const Params& params)
      : gain_and_loss_(SmoothedMeanOf<Pair>::wilder(params.period)) {}

  static double next(auto& self, double close) {
    const double change = close - feed(self.previous_, close);
    if (std::isnan(change)) return kNaN;  // The first bar, a gap, or the bar after one.

    const Pair means = feed(self.gain_and_loss_, rise_and_fall(change));
    // A bar without a change shrinks both means alike. That leaves their ratio as it was but for
    // rounding, which must not break ties in what ranks the index or takes its range.
    const bool stays = change == 0.0 && !std::isnan(self.index_);
    const double index = stays ? self.index_ : upward_share(means[0], means[1]);
    if constexpr (!std::is_const_v<std::remove_reference_t<decltype(self)>>) self.index_ = index;
    return index;
  }
  static void state(auto& self, auto& archive) {
    archive(self.previous_, self.gain_and_loss_, self.index_);
  }

 private:
  static double upward_share(double gain, double loss) {
    const double moved = gain + loss;
    return moved == 0.0 ? 50.0 : 100.0 * (gain / moved);
  }

  Previous previous_;
  SmoothedMeanOf<Pair> gain_and_loss_;
  double index_ = kNaN;  ///< The newest answer; NaN until there is one.
};

}  // namespace nautilus::features
