// SPDX-License-Identifier: MIT
#pragma once

#include <tuple>

#include "nautilus/features/kernel.hpp"

namespace nautilus::features {

/// The value of a joined series at the bar.
class JoinedValue {
 public:
  struct Params {
    static constexpr auto fields() { return std::tuple{}; }
  };

  static constexpr IndicatorSpec spec{
      .name = "joined_value",
      .title = "Value of a joined series",
      .group = Group::alternative,
      .inputs = {Input::reference},
      .outputs = {{"joined_value", "The newest value released by then, in the series' unit",
                   "no value before the first release"}},
      .formula = "x, the newest value of the joined series that was public when the bar was known",
      .gaps = "No value on a gap; no trace after it",
      .reference =
          "Joined as of its release: Croushore and Stark, A Real-Time Data Set for "
          "Macroeconomists (2001)",
  };

  static constexpr int warm_up(const Params& /*params*/) { return 0; }
  static constexpr int gap_recovery(const Params& /*params*/) { return 1; }

  explicit JoinedValue(const Params& /*params*/) {}

  static double next(auto& /*self*/, double reference) { return reference; }
  static void state(auto& /*self*/, auto& archive) { archive(); }
};

}  // namespace nautilus::features
