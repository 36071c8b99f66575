// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <tuple>

#include "nautilus/features/calendar/civil_time.hpp"
#include "nautilus/features/kernel.hpp"

namespace nautilus::features {

/// Where the bar's date lies in week, month, quarter and year.
class CalendarDate {
 public:
  struct Params {
    static constexpr auto fields() { return std::tuple{}; }
  };

  static constexpr IndicatorSpec spec{
      .name = "calendar_date",
      .title = "Date in the calendar",
      .group = Group::calendar,
      .inputs = {Input::time},
      .outputs = {{"day_of_week", "1 Monday to 7 Sunday", "always defined", 1, 7},
                  {"day_of_month", "1 to 31", "always defined", 1, 31},
                  {"day_of_year", "1 to 366", "always defined", 1, 366},
                  {"week_of_year", "ISO week, 1 to 53", "always defined", 1, 53},
                  {"month", "1 to 12", "always defined", 1, 12},
                  {"quarter", "1 to 4", "always defined", 1, 4},
                  {"days_to_month_end", "Days to the month's last", "always defined", 0, 30},
                  {"days_to_quarter_end", "Days to the quarter's last", "always defined", 0, 91}},
      .formula = "From the UTC date of the bar's open, in the Gregorian calendar",
      .gaps = "No value on a gap; no trace after it",
      .reference = "ISO 8601-1 (2019), weeks and ordinal dates",
  };

  static constexpr int warm_up(const Params& /*params*/) { return 0; }
  static constexpr int gap_recovery(const Params& /*params*/) { return 1; }

  explicit CalendarDate(const Params& /*params*/) {}

  static std::array<double, 8> next(auto& /*self*/, double time) {
    std::array<double, 8> out{};
    out.fill(kNaN);
    const auto at = CivilTime::of(time);
    if (!at) return out;
    out = {static_cast<double>(at->weekday()),
           static_cast<double>(static_cast<unsigned>(at->date.day())),
           static_cast<double>(at->day_of_year()),
           static_cast<double>(at->week_of_year()),
           static_cast<double>(at->month()),
           static_cast<double>(at->quarter()),
           static_cast<double>(at->days_to_end_of_month()),
           static_cast<double>(at->days_to_end_of_quarter())};
    return out;
  }
  static void state(auto& /*self*/, auto& archive) { archive(); }
};

}  // namespace nautilus::features
