// SPDX-License-Identifier: MIT
#include "nautilus/market/calendars/builtin_calendars.hpp"

namespace nautilus::market {

using std::chrono::hours;

CalendarRules fx_rules() {
  return {.name = "FX",
          .zone = "America/New_York",
          .first = from_date(1990, 1, 1),
          .last = from_date(2035, 12, 31),
          .open = hours(17 - 24),
          .close = hours(17),
          .weekdays = {true, true, true, true, true, false, false},
          .holidays = {},
          .late_opens = {},
          .early_closes = {}};
}

CalendarRules continuous_rules() {
  return {.name = "24/7",
          .zone = "Etc/UTC",
          .first = from_date(1970, 1, 1),
          .last = from_date(2099, 12, 31),
          .open = hours(0),
          .close = hours(24),
          .weekdays = {true, true, true, true, true, true, true},
          .holidays = {},
          .late_opens = {},
          .early_closes = {}};
}

}  // namespace nautilus::market
