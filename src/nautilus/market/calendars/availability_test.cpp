// SPDX-License-Identifier: MIT
#include "nautilus/market/calendars/availability.hpp"

#include <gtest/gtest.h>

#include "nautilus/base/random.hpp"
#include "nautilus/market/calendars/builtin_calendars.hpp"

namespace nautilus::market {
namespace {

Timestamp at(std::string_view text) { return *parse_timestamp(text); }

std::string known(std::string_view opened, std::string_view timeframe, std::string_view calendar) {
  const auto pointer = calendar.empty() ? nullptr : *builtin_calendar(calendar);
  return format_timestamp(available_at(at(opened), *Timeframe::parse(timeframe), pointer.get()));
}

TEST(Availability, OfADailyRowIsTheCloseOfItsSession) {
  EXPECT_EQ(known("2020-04-17", "1d", "XNYS"), "2020-04-17T20:00:00.000000Z");
  EXPECT_EQ(known("2020-01-17", "1d", "XNYS"), "2020-01-17T21:00:00.000000Z");
  EXPECT_EQ(known("2020-11-27", "1d", "XNYS"), "2020-11-27T18:00:00.000000Z");  // A short day.
  EXPECT_EQ(known("2020-04-17", "1d", "FX"), "2020-04-17T21:00:00.000000Z");
  EXPECT_EQ(known("2020-04-17", "1d", "24/7"), "2020-04-18T00:00:00.000000Z");
}

TEST(Availability, OfADailyBarStampedAtTheOpenIsTheSameClose) {
  EXPECT_EQ(known("2020-04-17T13:30:00Z", "1d", "XNYS"), "2020-04-17T20:00:00.000000Z");
  EXPECT_EQ(known("2020-04-16T21:00:00Z", "1d", "FX"), "2020-04-17T21:00:00.000000Z");
}

TEST(Availability, OfAnyOtherBarIsItsEnd) {
  EXPECT_EQ(known("2020-04-17", "1d", ""), "2020-04-18T00:00:00.000000Z");
  EXPECT_EQ(known("2020-04-17T19:59:00Z", "1m", "XNYS"), "2020-04-17T20:00:00.000000Z");
  EXPECT_EQ(known("2020-04-13", "1w", "XNYS"), "2020-04-20T00:00:00.000000Z");
  EXPECT_EQ(known("2020-04-18", "1d", "XNYS"), "2020-04-19T00:00:00.000000Z");  // A Saturday.
  EXPECT_EQ(known("1950-01-03", "1d", "XNYS"), "1950-01-04T00:00:00.000000Z");  // Not known of.
  EXPECT_EQ(known("2050-01-03", "1d", "XNYS"), "2050-01-04T00:00:00.000000Z");
}

/// American stocks with the hours after the close: in winter they end after midnight UTC.
CalendarPointer long_hours() {
  auto rules = xnys_rules();
  rules.open = std::chrono::hours(4);
  rules.close = std::chrono::hours(20);
  rules.late_opens.clear();
  rules.early_closes.clear();
  return *make_calendar(rules);
}

TEST(Availability, IsTheCloseEvenAfterMidnight) {
  const auto calendar = long_hours();
  EXPECT_EQ(available_at(at("2020-01-16"), Timeframe(), calendar.get()),
            at("2020-01-17T01:00:00Z"));
}

/// known_before against asking every single bar, at random times around random bars; and no bar is
/// known before an earlier one.
TEST(Availability, SaysWhichBarsAreKnownAtATime) {
  RandomStream random(7, "availability");
  std::vector calendars{long_hours()};
  for (const auto name : builtin_calendar_names()) calendars.push_back(*builtin_calendar(name));
  const auto hours = [&](std::uint64_t most) {
    return std::chrono::hours(static_cast<std::int64_t>(random.below(most)));
  };
  const auto known_at = [](Timestamp opened, const CalendarPointer& calendar) {
    return available_at(opened, Timeframe(), calendar.get());
  };
  for (const auto& calendar : calendars) {
    for (int i = 0; i < 20'000; ++i) {
      const auto opened = at("1989-12-20") + hours(24 * 366 * 47);
      const auto as_of = opened - std::chrono::hours(48) + hours(120);
      EXPECT_EQ(opened < known_before(as_of, Timeframe(), calendar.get()),
                known_at(opened, calendar) <= as_of)
          << calendar->name() << ' ' << format_timestamp(opened) << ' ' << format_timestamp(as_of);
      EXPECT_LE(known_at(opened, calendar), known_at(opened + hours(50), calendar))
          << calendar->name() << ' ' << format_timestamp(opened);
    }
  }
}

}  // namespace
}  // namespace nautilus::market
