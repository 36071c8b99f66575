// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <chrono>
#include <map>
#include <set>
#include <string>

#include "nautilus/market/calendars/calendar.hpp"

namespace nautilus::market {

/// What a calendar is made of. Dates are midnights UTC; times are minutes on the zone's clock since
/// the midnight that begins the session's date, negative for the evening before, 1440 for its end.
struct CalendarRules {
  std::string name;
  std::string zone;  ///< An IANA name such as "America/New_York".
  Timestamp first;   ///< The first date for which the rules hold, and the last.
  Timestamp last;
  std::chrono::minutes open{0};
  std::chrono::minutes close{1440};
  std::array<bool, 7> weekdays{};  ///< On which days there is a session, from Monday.
  std::set<Timestamp> holidays;    ///< Days without a session.
  std::map<Timestamp, std::chrono::minutes> late_opens;
  std::map<Timestamp, std::chrono::minutes> early_closes;
};

/// Lays out the sessions of every date. Where clocks are put forward over a time, it is the moment
/// of the change; where they are put back, the first of the two.
/// Errors: invalid_argument for an unknown zone, naming a near one; for times that make no session
/// or let two overlap; unavailable where the machine has no time zone database (package tzdata).
Result<CalendarPointer> make_calendar(const CalendarRules& rules);

}  // namespace nautilus::market
