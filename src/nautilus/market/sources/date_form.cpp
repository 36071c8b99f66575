// SPDX-License-Identifier: MIT
#include "nautilus/market/sources/date_form.hpp"

#include <algorithm>
#include <chrono>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "nautilus/base/text.hpp"

namespace nautilus::market {
namespace {

constexpr std::array<std::string_view, 12> kMonths{"jan", "feb", "mar", "apr", "may", "jun",
                                                   "jul", "aug", "sep", "oct", "nov", "dec"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Takes a run of digits of a length between the two off the text.
std::optional<int> take_number(std::string_view& text, std::size_t least, std::size_t most) {
  std::size_t length = 0;
  int value = 0;
  while (length < most && length < text.size() && is_digit(text[length])) {
    value = value * 10 + (text[length++] - '0');
  }
  if (length < least) return std::nullopt;
  text.remove_prefix(length);
  return value;
}

bool take_any(std::string_view& text, std::string_view marks) {
  if (text.empty() || marks.find(text.front()) == std::string_view::npos) return false;
  text.remove_prefix(1);
  return true;
}

/// The first three letters of a month's name, and the rest of it.
std::optional<int> take_month_name(std::string_view& text) {
  if (text.size() < 3) return std::nullopt;
  std::string head(text.substr(0, 3));
  for (char& c : head) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  const auto* const found = std::ranges::find(kMonths, head);
  if (found == kMonths.end()) return std::nullopt;
  const auto is_letter = [](char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; };
  while (!text.empty() && is_letter(text.front())) text.remove_prefix(1);
  return static_cast<int>(found - kMonths.begin()) + 1;
}

std::optional<Timestamp> date_of(int year, int month, int day) {
  const std::chrono::year_month_day date{std::chrono::year(year),
                                         std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day))};
  if (!date.ok() || year < 1800 || year >= 2200) return std::nullopt;
  return from_date(year, static_cast<unsigned>(month), static_cast<unsigned>(day));
}

/// A year of four digits, or of two.
std::optional<int> take_year(std::string_view& text) {
  const auto before = text.size();
  const auto year = take_number(text, 2, 4);
  if (!year) return std::nullopt;
  const auto digits = before - text.size();
  if (digits == 4) return year;
  if (digits != 2) return std::nullopt;
  return *year < 70 ? 2000 + *year : 1900 + *year;
}

/// The time of day that follows a date: 13:30, 13:30:00.5, 133000 or 9:30 PM.
std::optional<WrittenTime> with_time(Timestamp date, std::string_view text) {
  if (text.empty()) return WrittenTime{.at = date, .is_date = true};
  if (!take_any(text, " T")) return std::nullopt;
  const bool runs_on = text.size() >= 4 && std::ranges::all_of(text.substr(0, 4), is_digit);
  auto hour = take_number(text, runs_on ? 2 : 1, 2);
  if (!hour || (!runs_on && !take_any(text, ":"))) return std::nullopt;
  const auto minute = take_number(text, 2, 2);
  if (!minute || *minute > 59) return std::nullopt;
  std::chrono::nanoseconds time = std::chrono::minutes(*minute);
  if (runs_on ? !text.empty() && is_digit(text.front()) : take_any(text, ":")) {
    const auto second = take_number(text, 2, 2);
    if (!second || *second > 59) return std::nullopt;
    time += std::chrono::seconds(*second);
    if (take_any(text, ".")) {
      std::int64_t unit = 100'000'000;
      if (text.empty() || !is_digit(text.front())) return std::nullopt;
      for (; unit > 0 && !text.empty() && is_digit(text.front()); unit /= 10) {
        time += std::chrono::nanoseconds((text.front() - '0') * unit);
        text.remove_prefix(1);
      }
    }
  }
  text = trimmed(text);
  const bool afternoon = text == "PM" || text == "pm";
  if (afternoon || text == "AM" || text == "am") {
    if (*hour < 1 || *hour > 12) return std::nullopt;
    hour = *hour % 12 + (afternoon ? 12 : 0);
    text = {};
  }
  if (*hour > 23 || !text.empty()) return std::nullopt;
  return WrittenTime{.at = date + std::chrono::hours(*hour) + time};
}

std::optional<WrittenTime> read_iso(std::string_view text) {
  const auto mark = text.find_first_of("Zz+-", 10);
  if (text.size() > 10 && mark == std::string_view::npos) {
    const auto date = parse_timestamp(text.substr(0, 10));
    return date ? with_time(*date, text.substr(10)) : std::nullopt;
  }
  const auto at = parse_timestamp(text);
  if (!at) return std::nullopt;
  const bool is_date = text.size() == 10;
  return WrittenTime{.at = *at, .is_date = is_date, .has_zone = !is_date};
}

std::optional<WrittenTime> read_compact(std::string_view text) {
  if (text.size() < 8 || !std::ranges::all_of(text.substr(0, 8), is_digit)) return std::nullopt;
  const auto year = take_number(text, 4, 4);
  const auto month = take_number(text, 2, 2);
  const auto day = take_number(text, 2, 2);
  const auto date = date_of(*year, *month, *day);
  return date ? with_time(*date, text) : std::nullopt;
}

std::optional<WrittenTime> read_slashed(std::string_view text, bool day_first) {
  const auto first = take_number(text, 1, 2);
  if (!first || !take_any(text, "/.-")) return std::nullopt;
  const auto second = take_number(text, 1, 2);
  if (!second || !take_any(text, "/.-")) return std::nullopt;
  const auto year = take_year(text);
  if (!year) return std::nullopt;
  const auto date = day_first ? date_of(*year, *second, *first) : date_of(*year, *first, *second);
  return date ? with_time(*date, text) : std::nullopt;
}

std::optional<WrittenTime> read_named(std::string_view text) {
  auto day = take_number(text, 1, 2);
  take_any(text, "- ");
  const auto month = take_month_name(text);
  if (!month || !take_any(text, "- ")) return std::nullopt;
  if (!day) {
    day = take_number(text, 1, 2);
    take_any(text, ",");
    if (!take_any(text, " ")) return std::nullopt;
  }
  const auto year = take_year(text);
  if (!day || !year) return std::nullopt;
  const auto date = date_of(*year, *month, *day);
  return date ? with_time(*date, text) : std::nullopt;
}

std::optional<WrittenTime> read_count(std::string_view text, std::int64_t unit) {
  const auto count = parse_whole_number(text);
  if (!count || *count > kLatest.nanoseconds / unit || *count < kEarliest.nanoseconds / unit) {
    return std::nullopt;
  }
  return WrittenTime{.at = {*count * unit}, .has_zone = true};
}

constexpr std::array kForms{DateForm::iso,          DateForm::compact,      DateForm::day_first,
                            DateForm::month_first,  DateForm::month_name,   DateForm::seconds,
                            DateForm::milliseconds, DateForm::microseconds, DateForm::nanoseconds};

/// Counts since 1970 are told apart by their size: each unit from 1990 on, which leaves no number
/// in two of them.
bool is_plausible(const WrittenTime& time, DateForm form) {
  return form < DateForm::seconds || time.at >= from_date(1990, 1, 1);
}

}  // namespace

std::optional<WrittenTime> read_time(std::string_view text, DateForm form) {
  switch (form) {
    case DateForm::iso: return read_iso(text);
    case DateForm::compact: return read_compact(text);
    case DateForm::day_first: return read_slashed(text, true);
    case DateForm::month_first: return read_slashed(text, false);
    case DateForm::month_name: return read_named(text);
    case DateForm::seconds: return read_count(text, 1'000'000'000);
    case DateForm::milliseconds: return read_count(text, 1'000'000);
    case DateForm::microseconds: return read_count(text, 1'000);
    case DateForm::nanoseconds: return read_count(text, 1);
  }
  return std::nullopt;
}

Result<DateForm> detect_date_form(std::span<const std::string_view> texts) {
  std::vector<DateForm> fitting;
  for (const DateForm form : kForms) {
    const bool fits = std::ranges::all_of(texts, [&](std::string_view text) {
      const auto time = read_time(text, form);
      return time && is_plausible(*time, form);
    });
    if (fits && !texts.empty()) fitting.push_back(form);
  }
  if (fitting.size() == 1) return fitting.front();
  const auto first = texts.empty() ? std::string_view() : texts.front().substr(0, 40);
  if (fitting.empty()) {
    return Error{
        ErrorCode::not_found,
        fmt::format("'{}' and the times below it have no form that is known; --date-format "
                    "takes {}",
                    first, fmt::join(kDateFormWords, ", "))};
  }
  if (fitting.front() == DateForm::compact) return DateForm::compact;  // 19991231 is no count.
  return Error{ErrorCode::invalid_argument,
               fmt::format("'{}' and the times below it may be day or month first: give "
                           "--date-format day_first or month_first",
                           first)};
}

}  // namespace nautilus::market
