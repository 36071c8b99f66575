// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string_view>

#include "nautilus/base/field.hpp"
#include "nautilus/base/result.hpp"
#include "nautilus/base/time.hpp"

namespace nautilus::market {

/// How a file writes its times.
enum class DateForm {
  iso,          ///< 2020-04-17, 2020-04-17 13:30[:00[.5]], with Z, +02:00 or no zone.
  compact,      ///< 20200417, 20200417 13:30[:00], 20200417 133000.
  day_first,    ///< 17/04/2020 or 17.04.2020, with a time of day or without.
  month_first,  ///< 04/17/2020, with a time of day or without.
  month_name,   ///< 17-Apr-20, 17 Apr 2020, Apr 17, 2020.
  seconds,      ///< Since 1970 UTC, as are those below.
  milliseconds,
  microseconds,
  nanoseconds,
};

inline constexpr std::array<std::string_view, 9> kDateFormWords{
    "iso",     "compact",      "day_first",    "month_first", "month_name",
    "seconds", "milliseconds", "microseconds", "nanoseconds"};
constexpr std::span<const std::string_view> enum_words(DateForm /*form*/) { return kDateFormWords; }

/// A time as it is written.
struct WrittenTime {
  Timestamp at;           ///< As if it were UTC, where it names no zone.
  bool is_date = false;   ///< A date without time of day.
  bool has_zone = false;  ///< Says its zone or counts from 1970 UTC.
};

/// Reads a time in this form; nullopt for what is none, or lies outside the years 1800 to 2199.
/// Years of two digits are those from 1970 to 2069.
std::optional<WrittenTime> read_time(std::string_view text, DateForm form);

/// The one form that fits all of these texts.
/// Errors: not_found if none fits, invalid_argument if they are days and months in either order.
Result<DateForm> detect_date_form(std::span<const std::string_view> texts);

}  // namespace nautilus::market
