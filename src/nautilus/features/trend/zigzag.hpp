// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cmath>
#include <tuple>
#include <type_traits>

#include "nautilus/features/kernel.hpp"

namespace nautilus::features {

/// The last turning point that is confirmed: an extreme from which the close has since gone back by
/// a percentage.
class Zigzag {
 public:
  struct Params {
    double percent = 5;

    static constexpr auto fields() {
      return std::tuple{
          field("percent", &Params::percent,
                "Least move that makes a turning point, in percent of the close there",
                between(0.01, 99)),
      };
    }
  };

  static constexpr IndicatorSpec spec{
      .name = "zigzag",
      .title = "Zigzag",
      .group = Group::trend,
      .inputs = {Input::close},
      .outputs = {{"pivot", "Close at the last confirmed turning point, a price",
                   "no value while nothing has moved: before the first one is confirmed",
                   -std::numeric_limits<double>::infinity(),
                   std::numeric_limits<double>::infinity(), true},
                  {"kind", "1 where that was a high, -1 where it was a low",
                   "no value while nothing has moved: before the first one is confirmed", -1.0, 1.0,
                   true},
                  {"age", "Bars since it",
                   "no value while nothing has moved: before the first one is confirmed", 0.0,
                   std::numeric_limits<double>::infinity(), true}},
      .formula =
          "an extreme close is a turning point once a later close is percent away from it in the "
          "other direction; it is known only on the bar of that close, age bars later, and never "
          "taken back",
      .gaps = "The bar of a gap has no value; it counts as a bar for the age",
      .reference = "Achelis, Technical Analysis from A to Z (2000), Zig Zag",
  };

  static constexpr int warm_up(const Params& /*params*/) { return 0; }
  static constexpr int gap_recovery(const Params& /*params*/) { return 1; }

  explicit Zigzag(const Params& params) : fraction_(params.percent / 100.0) {}

  static std::array<double, 3> next(auto& self, double close) {
    if (std::isnan(close)) {
      if constexpr (!std::is_const_v<std::remove_reference_t<decltype(self)>>) self.swing_.pass();
      return {kNaN, kNaN, kNaN};
    }
    const Swing swing = self.swing_.with(close, self.fraction_);
    if constexpr (!std::is_const_v<std::remove_reference_t<decltype(self)>>) self.swing_ = swing;
    return {swing.pivot, swing.kind, swing.pivot_age};
  }
  static void state(auto& self, auto& archive) { archive(self.swing_); }

 private:
  struct Swing {
    double pivot = kNaN;
    double kind = kNaN;
    double pivot_age = kNaN;
    double high = kNaN;  ///< Highest close since the pivot.
    double high_age = 0;
    double low = kNaN;  ///< Lowest close since the pivot.
    double low_age = 0;

    static void state(auto& self, auto& archive) {
      archive(self.pivot, self.kind, self.pivot_age, self.high, self.high_age, self.low,
              self.low_age);
    }

    void pass() {
      pivot_age += 1.0;
      high_age += 1.0;
      low_age += 1.0;
    }

    [[nodiscard]] Swing with(double close, double fraction) const {
      Swing next = *this;
      next.pass();
      if (!(close <= next.high)) {
        next.high = close;
        next.high_age = 0;
      }
      if (!(close >= next.low)) {
        next.low = close;
        next.low_age = 0;
      }
      const bool may_top = !(kind == 1.0) && next.high_age > 0.0;
      const bool may_bottom = !(kind == -1.0) && next.low_age > 0.0;
      if (may_top && close <= next.high - fraction * std::abs(next.high)) {
        return {next.high, 1.0, next.high_age, close, 0, close, 0};
      }
      if (may_bottom && close >= next.low + fraction * std::abs(next.low)) {
        return {next.low, -1.0, next.low_age, close, 0, close, 0};
      }
      return next;
    }
  };

  double fraction_;
  Swing swing_;
};

}  // namespace nautilus::features
