// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <tuple>
#include <type_traits>

#include "nautilus/features/kernel.hpp"

namespace nautilus::features {

/// A value that loses a share of itself on each bar, as a signal does that is given now and then.
class ExponentialDecay {
 public:
  struct Params {
    int period = 5;

    static constexpr auto fields() {
      return std::tuple{field("period", &Params::period,
                              "A bar leaves (period - 1) / period of a value", between(1, 10'000))};
    }
  };

  static constexpr IndicatorSpec spec{
      .name = "exponential_decay",
      .title = "Exponential decay",
      .group = Group::statistics,
      .inputs = {Input::close},
      .outputs = {{"exponential_decay",
                   "The value, or what is left of the last larger one, in its unit",
                   "the close while nothing moves"}},
      .formula = "max(c, d[-1] * (period - 1) / period)",
      .gaps = "The bar of a gap has no value; later ones go on as if it had not been",
      .reference = "Tulip Indicators 0.9, edecay",
  };

  static constexpr int warm_up(const Params& /*params*/) { return 0; }
  static constexpr int gap_recovery(const Params& /*params*/) { return 1; }

  explicit ExponentialDecay(const Params& params) : share_((params.period - 1.0) / params.period) {}

  static double next(auto& self, double value) {
    if (std::isnan(value)) return kNaN;
    const double left = self.level_ * self.share_;
    const double level = left > value ? left : value;
    if constexpr (!std::is_const_v<std::remove_reference_t<decltype(self)>>) self.level_ = level;
    return level;
  }
  static void state(auto& self, auto& archive) { archive(self.level_); }

 private:
  double share_;
  double level_ = kNaN;
};

}  // namespace nautilus::features
