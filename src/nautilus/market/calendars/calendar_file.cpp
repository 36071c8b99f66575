// SPDX-License-Identifier: MIT
#include "nautilus/market/calendars/calendar_file.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "nautilus/base/json_read.hpp"
#include "nautilus/base/text.hpp"
#include "nautilus/market/calendars/builtin_calendars.hpp"

namespace nautilus::market {
namespace {

using std::chrono::days;
using std::chrono::minutes;
using Location = std::vector<std::string>;
using Times = std::map<Timestamp, minutes>;

constexpr auto kLongest = days(150 * 366);

struct CalendarFile {
  std::vector<CalendarEntry> calendars;

  static constexpr auto fields() {
    return std::tuple{required_field("calendars", &CalendarFile::calendars,
                                     "The calendars, one entry each", sized(1, 1000))};
  }
};

Error fault(Location location, std::string message) {
  return field_error(std::move(location), std::move(message), "not_allowed");
}

std::optional<minutes> time_of(std::string_view text) {
  if (text.ends_with(":00") && text.size() > 5)
    text.remove_suffix(3);  // Seconds, as TOML has them.
  const auto parts = split(text, ':');
  if (parts.size() != 2 || parts[1].size() != 2) return std::nullopt;
  const auto hour = parse_whole_number(parts[0]);
  const auto minute = parse_whole_number(parts[1]);
  if (!hour || !minute || *hour < 0 || *minute < 0 || *minute > 59) return std::nullopt;
  const auto time = std::chrono::hours(*hour) + minutes(*minute);
  return time <= days(1) ? std::optional<minutes>(time) : std::nullopt;
}

Result<minutes> read_time(const Location& location, const std::string& text) {
  if (const auto time = time_of(text)) return *time;
  return fault(location, fmt::format("must be a time from 00:00 to 24:00 such as 09:30, was '{}'",
                                     text.substr(0, 20)));
}

Result<void> check_date(const CalendarRules& rules, const Location& location, Timestamp date) {
  if (date != start_of_day(date)) {
    return fault(location,
                 fmt::format("must be a date such as 2020-12-25, was {}", format_timestamp(date)));
  }
  if (date >= rules.first && date <= rules.last) return {};
  return fault(location,
               fmt::format("must lie within first {} to last {}, was {}; remove it or widen them",
                           format_date(rules.first), format_date(rules.last), format_date(date)));
}

bool has_session(const CalendarRules& rules, Timestamp date) {
  const auto monday = from_date(1970, 1, 5);
  const auto weekday = ((date - monday) / days(1) % 7 + 7) % 7;
  return rules.weekdays[static_cast<std::size_t>(weekday)] && !rules.holidays.contains(date);
}

Result<Times> read_special(const CalendarRules& rules, const std::string& name,
                           const std::map<std::string, std::string>& written) {
  Times times;
  for (const auto& [day, time] : written) {
    const Location location{name, day};
    const auto date = parse_timestamp(day);
    if (!date) return fault(location, date.error().message);
    NAUTILUS_CHECK(check_date(rules, location, *date));
    if (!has_session(rules, *date)) {
      return fault(location,
                   "has no session to shorten: it is a holiday or no weekday of the "
                   "calendar; remove one of the two");
    }
    NAUTILUS_TRY(times[*date], read_time(location, time));
  }
  return times;
}

Result<void> read_holidays(CalendarRules& rules, const CalendarEntry& entry) {
  for (std::size_t i = 0; i < entry.holidays.size(); ++i) {
    const Location location{"holidays", std::to_string(i)};
    NAUTILUS_CHECK(check_date(rules, location, entry.holidays[i]));
    if (!rules.holidays.insert(entry.holidays[i]).second) {
      return fault(location,
                   fmt::format("{} is given twice; remove one", format_date(entry.holidays[i])));
    }
  }
  return {};
}

bool is_name(std::string_view text) {
  return std::ranges::all_of(text, [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
           std::string_view("._-").find(c) != std::string_view::npos;
  });
}

Result<void> check_entry(const CalendarEntry& entry) {
  if (!is_name(entry.name)) {
    return fault({"name"},
                 fmt::format("may hold letters, digits and . _ - only, was '{}'", entry.name));
  }
  if (builtin_calendar(entry.name)) {
    return fault({"name"}, fmt::format("{} is built in; choose another name", entry.name));
  }
  if (entry.first >= entry.last || entry.last - entry.first > kLongest) {
    return fault({"last"}, fmt::format("must come after first {}, by 150 years at most, was {}",
                                       format_date(entry.first), format_date(entry.last)));
  }
  return {};
}

Result<CalendarRules> rules_of(const CalendarEntry& entry) {
  NAUTILUS_CHECK(check_entry(entry));
  CalendarRules rules{.name = entry.name,
                      .zone = entry.zone,
                      .first = start_of_day(entry.first),
                      .last = start_of_day(entry.last)};
  for (const auto day : entry.weekdays) rules.weekdays[static_cast<std::size_t>(day)] = true;
  const minutes shift = entry.opens_the_day_before ? minutes(days(1)) : minutes(0);
  NAUTILUS_TRY(const auto open, read_time({"open"}, entry.open));
  rules.open = open - shift;
  NAUTILUS_TRY(rules.close, read_time({"close"}, entry.close));
  NAUTILUS_CHECK(read_holidays(rules, entry));
  NAUTILUS_TRY(rules.early_closes, read_special(rules, "early_closes", entry.early_closes));
  NAUTILUS_TRY(rules.late_opens, read_special(rules, "late_opens", entry.late_opens));
  for (auto& [date, time] : rules.late_opens) time -= shift;
  return rules;
}

Result<CalendarPointer> read_entry(const CalendarEntry& entry) {
  NAUTILUS_TRY(const auto rules, rules_of(entry));
  return make_calendar(rules);
}

Error placed(Error error, const std::string& place) {
  error = std::move(error).at(place).at("calendars");
  if (!error.faults.empty()) error.message = describe(error.faults.front());
  return error;
}

Result<std::vector<CalendarPointer>> read_file(const CalendarFile& file) {
  std::vector<CalendarPointer> calendars;
  for (const auto& entry : file.calendars) {
    const auto place = std::to_string(calendars.size());
    const auto same = [&](const CalendarPointer& each) { return each->name() == entry.name; };
    if (std::ranges::any_of(calendars, same)) {
      return fault({"calendars", place, "name"},
                   fmt::format("{} is given twice; rename or remove one", entry.name));
    }
    auto calendar = read_entry(entry);
    if (!calendar) return placed(std::move(calendar).error(), place);
    calendars.push_back(*std::move(calendar));
  }
  return calendars;
}

}  // namespace

Result<std::vector<CalendarPointer>> read_calendars(const Document& document) {
  auto file = json::read<CalendarFile>(document.value);
  if (!file) return document.located(std::move(file).error());
  auto calendars = read_file(*file);
  if (!calendars) return document.located(std::move(calendars).error());
  return calendars;
}

}  // namespace nautilus::market
