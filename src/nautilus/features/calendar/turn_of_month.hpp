// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <tuple>

#include "nautilus/features/kernel.hpp"

namespace nautilus::features {

/// Whether the bar is of a session next to the change of the month.
class TurnOfMonth {
 public:
  struct Params {
    int before = 1;
    int after = 3;

    static constexpr auto fields() {
      return std::tuple{
          field("before", &Params::before, "Last sessions of a month that count", between(0, 10)),
          field("after", &Params::after, "First sessions of a month that count", between(0, 10))};
    }
  };

  static constexpr IndicatorSpec spec{
      .name = "turn_of_month",
      .title = "Turn of the month",
      .group = Group::calendar,
      .inputs = {Input::reference, Input::second_reference},
      .outputs = {{"turn_of_month", "1 next to the change of the month, else 0",
                   "no value where the sessions are not known", 0, 1}},
      .formula =
          "1 if n < after or m < before, n being the sessions of the month before the bar's "
          "(the reference) and m those after it (the second reference)",
      .gaps = "No value on a gap; no trace after it",
      .reference = "Lakonishok and Smidt, Are Seasonal Anomalies Real? (1988)",
  };

  static constexpr int warm_up(const Params& /*params*/) { return 0; }
  static constexpr int gap_recovery(const Params& /*params*/) { return 1; }

  explicit TurnOfMonth(const Params& params) : before_(params.before), after_(params.after) {}

  static double next(auto& self, double reference, double second_reference) {
    if (std::isnan(reference) || std::isnan(second_reference)) return kNaN;
    return reference < self.after_ || second_reference < self.before_ ? 1.0 : 0.0;
  }
  static void state(auto& /*self*/, auto& archive) { archive(); }

 private:
  double before_;
  double after_;
};

}  // namespace nautilus::features
