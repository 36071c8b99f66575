// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "nautilus/base/result.hpp"

namespace nautilus {

/// A point in time: whole nanoseconds since 1970-01-01T00:00:00Z (UTC, no leap seconds).
struct Timestamp {
  std::int64_t nanoseconds = 0;

  friend constexpr auto operator<=>(Timestamp, Timestamp) = default;
  friend constexpr Timestamp operator+(Timestamp at, std::chrono::nanoseconds by) {
    return {at.nanoseconds + by.count()};
  }
  friend constexpr Timestamp operator-(Timestamp at, std::chrono::nanoseconds by) {
    return {at.nanoseconds - by.count()};
  }
  friend constexpr std::chrono::nanoseconds operator-(Timestamp a, Timestamp b) {
    return std::chrono::nanoseconds(a.nanoseconds - b.nanoseconds);
  }
};

/// The range of times that data may carry: 1678 to 2261 fits 64 bits of nanoseconds; we refuse all
/// before 1800 and from 2200 on as typing errors.
inline constexpr Timestamp kEarliest{-5'364'662'400'000'000'000};
inline constexpr Timestamp kLatest{7'258'118'400'000'000'000};

/// Reads ISO-8601: "2020-04-17", "2020-04-17T13:30:00Z", up to nine fractional digits, "Z" or an
/// offset such as "+02:00". A time of day without zone is refused: it has more than one meaning.
/// Errors: invalid_argument.
Result<Timestamp> parse_timestamp(std::string_view text);

/// "2020-04-17T13:30:00.000000Z"; nanoseconds are shown only when they are not whole microseconds.
std::string format_timestamp(Timestamp at);

/// "2020-04-17".
std::string format_date(Timestamp at);

/// Midnight UTC of the day of `at`.
Timestamp start_of_day(Timestamp at);

/// The civil date as a timestamp at midnight. REQUIRES: a real date within the range above.
Timestamp from_date(int year, unsigned month, unsigned day);

}  // namespace nautilus
