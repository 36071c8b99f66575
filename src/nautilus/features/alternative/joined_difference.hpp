// SPDX-License-Identifier: MIT
#pragma once

#include <tuple>

#include "nautilus/features/kernel.hpp"

namespace nautilus::features {

/// The difference of two joined series at the bar.
class JoinedDifference {
 public:
  struct Params {
    static constexpr auto fields() { return std::tuple{}; }
  };

  static constexpr IndicatorSpec spec{
      .name = "joined_difference",
      .title = "Difference of two joined series",
      .group = Group::alternative,
      .inputs = {Input::reference, Input::second_reference},
      .outputs = {{"joined_difference", "The first less the second, in their unit",
                   "no value before both were released"}},
      .formula =
          "x - y, both as they were public when the bar was known; with y the value "
          "released before x it is the change of a series",
      .gaps = "No value on a gap; no trace after it",
      .reference =
          "Joined as of its release: Croushore and Stark, A Real-Time Data Set for "
          "Macroeconomists (2001)",
  };

  static constexpr int warm_up(const Params& /*params*/) { return 0; }
  static constexpr int gap_recovery(const Params& /*params*/) { return 1; }

  explicit JoinedDifference(const Params& /*params*/) {}

  static double next(auto& /*self*/, double reference, double second_reference) {
    return reference - second_reference;
  }
  static void state(auto& /*self*/, auto& archive) { archive(); }
};

}  // namespace nautilus::features
