// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <tuple>
#include <type_traits>

#include "nautilus/features/kernel.hpp"

namespace nautilus::features {

/// A value that fades to 0 in some bars, by the same amount on each, as a signal does that is given
/// now and then.
class LinearDecay {
 public:
  struct Params {
    int period = 5;

    static constexpr auto fields() {
      return std::tuple{
          field("period", &Params::period, "Bars in which a value fades to 0", between(1, 10'000))};
    }
  };

  static constexpr IndicatorSpec spec{
      .name = "linear_decay",
      .title = "Linear decay",
      .group = Group::statistics,
      .inputs = {Input::close},
      .outputs = {{"linear_decay", "The value, or what is left of the last larger one, in its unit",
                   "the close while nothing moves"}},
      .formula =
          "p * (1 - k / period): p the last value, k < period bars ago, that was more than "
          "was left; or the close where that is more",
      .gaps = "The bar of a gap has no value; later ones go on as if it had not been",
      .reference = "Tulip Indicators 0.9, decay, of signals of 1 and 0",
  };

  static constexpr int warm_up(const Params& /*params*/) { return 0; }
  static constexpr int gap_recovery(const Params& /*params*/) { return 1; }

  explicit LinearDecay(const Params& params) : period_(params.period) {}

  static double next(auto& self, double value) {
    if (std::isnan(value)) return kNaN;
    const double age = self.age_ + 1.0;
    const double left = self.peak_ * ((self.period_ - age) / self.period_);
    const bool fades = age < self.period_ && left > value;
    if constexpr (!std::is_const_v<std::remove_reference_t<decltype(self)>>) {
      self.peak_ = fades ? self.peak_ : value;
      self.age_ = fades ? age : 0.0;
    }
    return fades ? left : value;
  }
  static void state(auto& self, auto& archive) { archive(self.peak_, self.age_); }

 private:
  double period_;
  double peak_ = kNaN;
  double age_ = 0;  ///< Bars since the peak.
};

}  // namespace nautilus::features
