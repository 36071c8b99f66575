// SPDX-License-Identifier: MIT
#include "nautilus/base/time.hpp"

#include <charconv>
#include <optional>

#include <fmt/format.h>

namespace nautilus {
namespace {

using std::chrono::days;
using std::chrono::nanoseconds;
using std::chrono::sys_days;

/// Takes leading characters off a text while they fit what is asked for.
class Cursor {
 public:
  explicit Cursor(std::string_view text) : rest_(text) {}

  bool literal(char expected) {
    if (rest_.empty() || rest_.front() != expected) return false;
    rest_.remove_prefix(1);
    return true;
  }

  std::optional<int> digits(std::size_t count) {
    if (rest_.size() < count) return std::nullopt;
    int value = 0;
    for (std::size_t i = 0; i < count; ++i) {
      if (rest_[i] < '0' || rest_[i] > '9') return std::nullopt;
      value = value * 10 + (rest_[i] - '0');
    }
    rest_.remove_prefix(count);
    return value;
  }

  /// One to nine digits after the point, as nanoseconds.
  std::optional<std::int64_t> fraction() {
    std::int64_t value = 0;
    std::size_t count = 0;
    while (count < rest_.size() && rest_[count] >= '0' && rest_[count] <= '9') {
      if (++count > 9) return std::nullopt;
      value = value * 10 + (rest_[count - 1] - '0');
    }
    if (count == 0) return std::nullopt;
    rest_.remove_prefix(count);
    for (; count < 9; ++count) value *= 10;
    return value;
  }

  [[nodiscard]] bool done() const { return rest_.empty(); }

 private:
  std::string_view rest_;
};

std::optional<sys_days> parse_date(Cursor& cursor) {
  const auto year = cursor.digits(4);
  if (!year || !cursor.literal('-')) return std::nullopt;
  const auto month = cursor.digits(2);
  if (!month || !cursor.literal('-')) return std::nullopt;
  const auto day = cursor.digits(2);
  if (!day) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(*year),
                                         std::chrono::month(static_cast<unsigned>(*month)),
                                         std::chrono::day(static_cast<unsigned>(*day))};
  if (!date.ok() || *year < 1800 || *year >= 2200) return std::nullopt;
  return sys_days(date);
}

std::optional<nanoseconds> parse_time_of_day(Cursor& cursor) {
  const auto hour = cursor.digits(2);
  if (!hour || *hour > 23 || !cursor.literal(':')) return std::nullopt;
  const auto minute = cursor.digits(2);
  if (!minute || *minute > 59) return std::nullopt;
  nanoseconds time = std::chrono::hours(*hour) + std::chrono::minutes(*minute);
  if (!cursor.literal(':')) return time;
  const auto second = cursor.digits(2);
  if (!second || *second > 59) return std::nullopt;
  time += std::chrono::seconds(*second);
  if (!cursor.literal('.')) return time;
  const auto fraction = cursor.fraction();
  if (!fraction) return std::nullopt;
  return time + nanoseconds(*fraction);
}

std::optional<nanoseconds> parse_offset(Cursor& cursor) {
  if (cursor.literal('Z') || cursor.literal('z')) return nanoseconds(0);
  const bool east = cursor.literal('+');
  if (!east && !cursor.literal('-')) return std::nullopt;
  const auto hour = cursor.digits(2);
  if (!hour || *hour > 23) return std::nullopt;
  cursor.literal(':');
  const auto minute = cursor.digits(2);
  if (!minute || *minute > 59) return std::nullopt;
  const nanoseconds offset = std::chrono::hours(*hour) + std::chrono::minutes(*minute);
  return east ? offset : -offset;
}

std::optional<Timestamp> parse(std::string_view text) {
  Cursor cursor(text);
  const auto date = parse_date(cursor);
  if (!date) return std::nullopt;
  const Timestamp midnight{nanoseconds(date->time_since_epoch()).count()};
  if (cursor.done()) return midnight;
  if (!cursor.literal('T') && !cursor.literal(' ')) return std::nullopt;
  const auto time = parse_time_of_day(cursor);
  if (!time) return std::nullopt;
  const auto offset = parse_offset(cursor);
  if (!offset || !cursor.done()) return std::nullopt;
  return midnight + *time - *offset;
}

std::chrono::sys_time<nanoseconds> system_time(Timestamp at) {
  return std::chrono::sys_time<nanoseconds>(nanoseconds(at.nanoseconds));
}

}  // namespace

Result<Timestamp> parse_timestamp(std::string_view text) {
  if (const auto parsed = parse(text)) return *parsed;
  return Error{ErrorCode::invalid_argument,
               fmt::format("'{}' is not a time between 1800 and 2199 such as 2020-04-17 or "
                           "2020-04-17T13:30:00Z",
                           text.substr(0, 40))};
}

std::string format_timestamp(Timestamp at) {
  const auto day = std::chrono::floor<days>(system_time(at));
  const std::chrono::hh_mm_ss time(system_time(at) - day);
  const auto fraction = time.subseconds().count();
  auto text = fmt::format("{}T{:02}:{:02}:{:02}.", format_date(at), time.hours().count(),
                          time.minutes().count(), time.seconds().count());
  fraction % 1000 == 0 ? fmt::format_to(std::back_inserter(text), "{:06}Z", fraction / 1000)
                       : fmt::format_to(std::back_inserter(text), "{:09}Z", fraction);
  return text;
}

std::string format_date(Timestamp at) {
  const std::chrono::year_month_day date(std::chrono::floor<days>(system_time(at)));
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

Timestamp start_of_day(Timestamp at) {
  return {nanoseconds(std::chrono::floor<days>(system_time(at)).time_since_epoch()).count()};
}

Timestamp from_date(int year, unsigned month, unsigned day) {
  const sys_days date = std::chrono::year(year) / static_cast<int>(month) / static_cast<int>(day);
  return {nanoseconds(date.time_since_epoch()).count()};
}

}  // namespace nautilus
