// SPDX-License-Identifier: MIT
#include "nautilus/base/time.hpp"

#include <gtest/gtest.h>

namespace nautilus {
namespace {

std::int64_t nanoseconds_of(std::string_view text) {
  const auto parsed = parse_timestamp(text);
  return parsed ? parsed->nanoseconds : -1;
}

TEST(Time, ReadsIso8601) {
  EXPECT_EQ(nanoseconds_of("1970-01-02"), 86'400'000'000'000);
  EXPECT_EQ(nanoseconds_of("1970-01-01T00:00:01Z"), 1'000'000'000);
  EXPECT_EQ(nanoseconds_of("1970-01-01 00:00:01.5Z"), 1'500'000'000);
  EXPECT_EQ(nanoseconds_of("1970-01-01T02:00:00+02:00"), 0);
  EXPECT_EQ(nanoseconds_of("1970-01-01T00:00:00.123456789Z"), 123'456'789);
}

TEST(Time, RefusesWhatHasNoSingleMeaning) {
  for (const auto* text : {"", "2020", "2020-02-30", "2020-13-01", "2020-01-01T10:00",
                           "2020-01-01T25:00Z", "20200101", "9999-01-01", "1799-12-31",
                           "2020-01-01T00:00:00.1234567890Z", "2020-01-01Tx", "2020-01-01 "}) {
    EXPECT_FALSE(parse_timestamp(text)) << text;
  }
}

TEST(Time, WritesMicrosecondsAndMoreOnlyWhereNeeded) {
  EXPECT_EQ(format_timestamp({1'500'000}), "1970-01-01T00:00:00.001500Z");
  EXPECT_EQ(format_timestamp({1}), "1970-01-01T00:00:00.000000001Z");
  EXPECT_EQ(format_timestamp({-1'000}), "1969-12-31T23:59:59.999999Z");
}

TEST(Time, RoundTripsOverItsRange) {
  for (auto at = kEarliest; at < kLatest; at = at + std::chrono::hours(24 * 97 + 5)) {
    EXPECT_EQ(nanoseconds_of(format_timestamp(at)), at.nanoseconds);
  }
}

TEST(Time, FindsTheStartOfADayBefore1970) {
  EXPECT_EQ(start_of_day({-1}), from_date(1969, 12, 31));
}

}  // namespace
}  // namespace nautilus
