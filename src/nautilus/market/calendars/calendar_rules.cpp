// SPDX-License-Identifier: MIT
#include "nautilus/market/calendars/calendar_rules.hpp"

#include <stdexcept>
#include <vector>

#include <date/tz.h>
#include <fmt/format.h>

#include "nautilus/base/text.hpp"

namespace nautilus::market {
namespace {

using std::chrono::days;
using std::chrono::minutes;
using std::chrono::nanoseconds;

constexpr minutes kDay = days(1);

std::vector<std::string_view> zone_names(const date::tzdb& database) {
  std::vector<std::string_view> names;
  names.reserve(database.zones.size());
  for (const auto& zone : database.zones) names.push_back(zone.name());
  return names;
}

/// The library reports by exceptions only; it reads the machine's own database and never downloads.
Result<const date::time_zone*> find_zone(const std::string& name) {
  const date::tzdb* database = nullptr;
  try {
    database = &date::get_tzdb();
  } catch (const std::exception& error) {
    return Error{
        ErrorCode::unavailable,
        fmt::format("this machine has no time zone database ({}); install tzdata", error.what())};
  }
  try {
    return date::locate_zone(name);
  } catch (const std::runtime_error&) {
    const auto names = zone_names(*database);
    return field_error({"zone"},
                       fmt::format("must be an IANA time zone such as America/New_York, was "
                                   "'{}'{}",
                                   name.substr(0, 60), did_you_mean(name, names)),
                       "not_allowed");
  }
}

Timestamp to_utc(const date::time_zone& zone, Timestamp day, minutes time) {
  const date::local_time<nanoseconds> local(nanoseconds(day.nanoseconds) + time);
  const auto at = zone.to_sys(local, date::choose::earliest);
  return {at.time_since_epoch().count()};
}

std::size_t weekday_from_monday(Timestamp day) {
  const std::chrono::sys_time<nanoseconds> at{nanoseconds(day.nanoseconds)};
  return std::chrono::weekday(std::chrono::floor<days>(at)).iso_encoding() - 1;
}

minutes time_on(const std::map<Timestamp, minutes>& special, Timestamp day, minutes usual) {
  const auto found = special.find(day);
  return found == special.end() ? usual : found->second;
}

Error bad_hours(const CalendarRules& rules, const std::string& why) {
  return field_error({"close"}, fmt::format("of calendar {}: {}", rules.name, why), "out_of_range");
}

Result<Session> session_at(const CalendarRules& rules, const date::time_zone& zone, Timestamp day) {
  const auto open = time_on(rules.late_opens, day, rules.open);
  const auto close = time_on(rules.early_closes, day, rules.close);
  const Session session{day, to_utc(zone, day, open), to_utc(zone, day, close)};
  if (open < -kDay || close > kDay || open >= close || session.open >= session.close) {
    return bad_hours(rules, fmt::format("the session of {} must open before it closes, within "
                                        "that day and the one before",
                                        format_date(day)));
  }
  return session;
}

}  // namespace

Result<CalendarPointer> make_calendar(const CalendarRules& rules) {
  NAUTILUS_TRY(const auto* const zone, find_zone(rules.zone));
  std::vector<Session> sessions;
  for (auto day = rules.first; day <= rules.last; day = day + days(1)) {
    if (!rules.weekdays[weekday_from_monday(day)] || rules.holidays.contains(day)) continue;
    NAUTILUS_TRY(const auto session, session_at(rules, *zone, day));
    if (!sessions.empty() && session.open < sessions.back().close) {
      return bad_hours(rules, fmt::format("the session of {} opens before the one of {} closes",
                                          format_date(day), format_date(sessions.back().date)));
    }
    sessions.push_back(session);
  }
  return std::make_shared<const Calendar>(rules.name, rules.zone, rules.first, rules.last,
                                          std::move(sessions));
}

}  // namespace nautilus::market
