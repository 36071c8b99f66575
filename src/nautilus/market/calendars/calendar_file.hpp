// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <map>
#include <string>
#include <vector>

#include "nautilus/base/document.hpp"
#include "nautilus/base/field.hpp"
#include "nautilus/market/calendars/calendar_rules.hpp"

namespace nautilus::market {

enum class Weekday {
  monday,
  tuesday,
  wednesday,
  thursday,
  friday,
  saturday,
  sunday
};

inline constexpr std::array<std::string_view, 7> kWeekdayWords{
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
constexpr std::span<const std::string_view> enum_words(Weekday /*day*/) { return kWeekdayWords; }

/// A calendar as a user writes it down. Times are those of the zone, "09:30"; "24:00" ends a day.
struct CalendarEntry {
  std::string name;
  std::string zone;
  Timestamp first;
  Timestamp last;
  std::string open;
  std::string close;
  bool opens_the_day_before = false;
  std::vector<Weekday> weekdays{Weekday::monday, Weekday::tuesday, Weekday::wednesday,
                                Weekday::thursday, Weekday::friday};
  std::vector<Timestamp> holidays;
  std::map<std::string, std::string> early_closes;
  std::map<std::string, std::string> late_opens;

  static constexpr auto fields() {
    using E = CalendarEntry;
    return std::tuple{
        required_field("name", &E::name, "What instruments call it", sized(1, 32)),
        required_field("zone", &E::zone, "IANA time zone of the times", sized(1, 64)),
        required_field("first", &E::first, "First date that it knows of"),
        required_field("last", &E::last, "Last date that it knows of"),
        required_field("open", &E::open, "When a session opens, such as 09:30", sized(4, 8)),
        required_field("close", &E::close, "When a session closes, such as 16:00", sized(4, 8)),
        field("opens_the_day_before", &E::opens_the_day_before,
              "Whether a session opens on the evening before its date"),
        field("weekdays", &E::weekdays, "Days that have a session", sized(1, 7)),
        field("holidays", &E::holidays, "Dates without one", sized(0, 20'000)),
        field("early_closes", &E::early_closes, "When the session of a date closes instead",
              sized(0, 20'000)),
        field("late_opens", &E::late_opens, "When the session of a date opens instead",
              sized(0, 20'000)),
    };
  }
};

/// The calendars of a document `{calendars: [...]}`, all or none.
/// Errors: invalid_argument naming line, field and remedy: an unknown field or zone, a time that is
/// none, dates out of order or not known of, a special day that has no session, a holiday given
/// twice, a name given twice or built in, hours that make no session.
Result<std::vector<CalendarPointer>> read_calendars(const Document& document);

}  // namespace nautilus::market
