// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cmath>
#include <type_traits>

#include "nautilus/features/momentum/range_position.hpp"
#include "nautilus/features/period_parameter.hpp"
#include "nautilus/numeric/pinned_math.hpp"

namespace nautilus::features {

/// The position of the middle of a bar in its range, bent so that extremes stand out.
class FisherTransform {
 public:
  using Params = PeriodParams<10, 1>;

  static constexpr IndicatorSpec spec{
      .name = "fisher_transform",
      .title = "Fisher transform",
      .group = Group::momentum,
      .version = 2,  // Windows of one length lie side by side since.
      .inputs = {Input::high, Input::low},
      .outputs = {{"fisher", "Transformed position", "0 while nothing moves"},
                  {"trigger", "fisher of the bar before",
                   "0 while nothing moves: before the first value as well"}},
      .formula =
          "x = 0.33 * 2 * ((m - min m) / (max m - min m) - 0.5) + 0.67 * x[-1], bounded by +-0.999 "
          "beyond +-0.99; fisher = 0.5 * log((1 + x) / (1 - x)) + 0.5 * fisher[-1]; m = (h + l) / "
          "2, range over period",
      .gaps = "No value while a gap is in the range; it goes on from where it was",
      .reference = "Ehlers, Using the Fisher Transform, Stocks & Commodities 20:11 (2002)",
  };

  static constexpr int warm_up(const Params& params) { return params.period - 1; }
  static constexpr int gap_recovery(const Params& params) { return params.period; }

  explicit FisherTransform(const Params& params) : position_(params.period) {}

  static std::array<double, 2> next(auto& self, double high, double low) {
    const double middle = 0.5 * (high + low);
    const double position = feed(self.position_, middle, middle, middle);
    if (std::isnan(position)) return {kNaN, kNaN};
    double x = 0.33 * 2.0 * (position - 0.5) + 0.67 * self.x_;
    if (std::abs(x) > 0.99) x = x > 0.0 ? 0.999 : -0.999;
    const double before = self.fisher_;
    const double fisher = 0.5 * numeric::log((1.0 + x) / (1.0 - x)) + 0.5 * before;
    if constexpr (!std::is_const_v<std::remove_reference_t<decltype(self)>>) {
      self.x_ = x;
      self.fisher_ = fisher;
    }
    return {fisher, before};
  }
  static void state(auto& self, auto& archive) { archive(self.position_, self.x_, self.fisher_); }

 private:
  RangePosition position_;
  double x_ = 0;
  double fisher_ = 0;
};

}  // namespace nautilus::features
