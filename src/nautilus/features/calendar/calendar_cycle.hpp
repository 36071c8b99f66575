// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <numbers>
#include <tuple>

#include "nautilus/features/calendar/civil_time.hpp"
#include "nautilus/features/kernel.hpp"
#include "nautilus/numeric/pinned_math.hpp"

namespace nautilus::features {

/// Where the bar opens in day, week and year, as a point on a circle.
class CalendarCycle {
 public:
  struct Params {
    static constexpr auto fields() { return std::tuple{}; }
  };

  static constexpr IndicatorSpec spec{
      .name = "calendar_cycle",
      .title = "Cycles of the calendar",
      .group = Group::calendar,
      .inputs = {Input::time},
      .outputs = {{"day_sine", "Sine of the time of day", "always defined", -1, 1},
                  {"day_cosine", "Cosine of the time of day", "always defined", -1, 1},
                  {"week_sine", "Sine of the day of the week", "always defined", -1, 1},
                  {"week_cosine", "Cosine of the day of the week", "always defined", -1, 1},
                  {"year_sine", "Sine of the day of the year", "always defined", -1, 1},
                  {"year_cosine", "Cosine of the day of the year", "always defined", -1, 1}},
      .formula =
          "sin and cos of 2 pi x, x being the second of the day / 86400; (day of week - 1) "
          "/ 7; (day of year - 1) / days in the year; of the bar's open in UTC",
      .gaps = "No value on a gap; no trace after it",
      .reference = "Fisher, Statistical Analysis of Circular Data (1993), chapter 2",
  };

  static constexpr int warm_up(const Params& /*params*/) { return 0; }
  static constexpr int gap_recovery(const Params& /*params*/) { return 1; }

  explicit CalendarCycle(const Params& /*params*/) {}

  static std::array<double, 6> next(auto& /*self*/, double time) {
    std::array<double, 6> out{};
    out.fill(kNaN);
    const auto at = CivilTime::of(time);
    if (!at) return out;
    const std::array<double, 3> shares{at->second_of_day / 86'400, (at->weekday() - 1) / 7.0,
                                       (at->day_of_year() - 1.0) / at->days_in_year()};
    for (std::size_t i = 0; i < shares.size(); ++i) {
      out[2 * i] = numeric::sin(2 * std::numbers::pi * shares[i]);
      out[2 * i + 1] = numeric::cos(2 * std::numbers::pi * shares[i]);
    }
    return out;
  }
  static void state(auto& /*self*/, auto& archive) { archive(); }
};

}  // namespace nautilus::features
