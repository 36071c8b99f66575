// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cmath>
#include <limits>
#include <tuple>
#include <type_traits>

#include "nautilus/features/spec.hpp"

namespace nautilus::features {

/// How far the close lies below its highest so far, and for how long.
class Drawdown {
 public:
  struct Params {
    static constexpr auto fields() { return std::tuple{}; }
  };

  static constexpr IndicatorSpec spec{
      .name = "drawdown",
      .title = "Drawdown",
      .group = Group::market_structure,
      .inputs = {Input::close},
      .outputs =
          {{"drawdown", "Fall from the highest close as a fraction, 0 at a new one",
            "0 while nothing has moved, unchanged while nothing moves, no value below a high of 0",
            -std::numeric_limits<double>::infinity(), 0.0},
           {"bars_since_high", "Bars since the highest close, the latest of equal ones",
            "0 while nothing has moved", 0.0}},
      .formula = "c / max of all c so far - 1",
      .gaps = "The bar of a gap has no value and is passed over",
      .reference = "Magdon-Ismail and Atiya, Maximum Drawdown, Risk 17 (2004)",
  };

  static constexpr int warm_up(const Params& /*params*/) { return 0; }
  static constexpr int gap_recovery(const Params& /*params*/) { return 1; }

  explicit Drawdown(const Params& /*params*/) {}

  static std::array<double, 2> next(auto& self, double close) {
    if (std::isnan(close)) return {kNaN, kNaN};
    const bool is_high = !(close < self.highest_);
    const double highest = is_high ? close : self.highest_;
    const double age = is_high ? 0.0 : self.age_ + 1.0;
    if constexpr (!std::is_const_v<std::remove_reference_t<decltype(self)>>) {
      self.highest_ = highest;
      self.age_ = age;
    }
    // As a fraction of the size of the high, which a spread may have below 0.
    return {is_high ? 0.0 : highest == 0.0 ? kNaN : (close - highest) / std::abs(highest), age};
  }
  static void state(auto& self, auto& archive) { archive(self.highest_, self.age_); }

 private:
  double highest_ = kNaN;
  double age_ = 0;
};

}  // namespace nautilus::features
