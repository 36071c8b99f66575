// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <tuple>

#include "nautilus/features/extreme_age.hpp"
#include "nautilus/features/rolling.hpp"

namespace nautilus::features {

/// The parameters of what is taken from fractals.
struct FractalParams {
  int span = 2;

  static constexpr auto fields() {
    return std::tuple{field("span", &FractalParams::span, "Bars on either side that lie below",
                            between(1, 5'000))};
  }
};

/// A value that lies above the `span` values before and the `span` values after it, given `span`
/// bars later, when it is confirmed; NaN on all other bars.
class ConfirmedPeak {
 public:
  explicit ConfirmedPeak(int span) : span_(span), latest_(2 * span + 1), earliest_(2 * span + 1) {}

  // The peak is alone where the latest and the earliest of the highest values are both in the
  // middle.
  static double next(auto& self, double value) {
    const auto latest = feed(self.latest_, HighestAt{value});
    const auto earliest = feed(self.earliest_, EarliestHighest{value});
    if (!latest || latest->age != self.span_ || earliest->age != self.span_) return kNaN;
    return latest->value;
  }
  static void state(auto& self, auto& archive) { archive(self.latest_, self.earliest_); }

 private:
  // As HighestAt, but the earliest of equal values.
  struct EarliestHighest {
    double value = 0;
    double count = 1;
    double age = 0;

    static EarliestHighest combine(const EarliestHighest& older, const EarliestHighest& newer) {
      const double count = older.count + newer.count;
      if (std::isnan(older.value) || older.value >= newer.value) {
        return {older.value, count, older.age + newer.count};
      }
      return {newer.value, count, newer.age};
    }
    static void state(auto& self, auto& archive) { archive(self.value, self.count, self.age); }
  };

  double span_;
  RollingFold<HighestAt> latest_;
  RollingFold<EarliestHighest> earliest_;
};

}  // namespace nautilus::features
