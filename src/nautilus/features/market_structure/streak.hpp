// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <tuple>
#include <type_traits>

#include "nautilus/features/recursive.hpp"
#include "nautilus/features/spec.hpp"

namespace nautilus::features {

/// How many bars in a row have risen or fallen.
class Streak {
 public:
  struct Params {
    static constexpr auto fields() { return std::tuple{}; }
  };

  static constexpr IndicatorSpec spec{
      .name = "streak",
      .title = "Streak",
      .group = Group::market_structure,
      .inputs = {Input::close},
      .outputs = {{"streak",
                   "Bars that rose in a row, or minus those that fell; 0 where the close is the "
                   "one before",
                   "0 while nothing moves"}},
      .formula =
          "streak[-1] + 1 where c > c[-1], from 0 if streak[-1] < 0; streak[-1] - 1 where c < "
          "c[-1], from 0 if streak[-1] > 0; else 0",
      .gaps = "The bar of a gap and the one after it have no value; then streaks begin anew",
      .reference = "Connors and Alvarez, Short Term Trading Strategies That Work (2009)",
  };

  static constexpr int warm_up(const Params& /*params*/) { return 1; }
  static constexpr int gap_recovery(const Params& /*params*/) { return 2; }

  explicit Streak(const Params& /*params*/) {}

  static double next(auto& self, double close) {
    const double change = close - feed(self.previous_, close);
    const double streak = std::isnan(change) ? 0.0
                          : change > 0.0     ? (self.streak_ > 0.0 ? self.streak_ : 0.0) + 1.0
                          : change < 0.0     ? (self.streak_ < 0.0 ? self.streak_ : 0.0) - 1.0
                                             : 0.0;
    if constexpr (!std::is_const_v<std::remove_reference_t<decltype(self)>>) {
      self.streak_ = streak;
    }
    return std::isnan(change) ? kNaN : streak;
  }
  static void state(auto& self, auto& archive) { archive(self.previous_, self.streak_); }

 private:
  Previous previous_;
  double streak_ = 0;
};

}  // namespace nautilus::features
