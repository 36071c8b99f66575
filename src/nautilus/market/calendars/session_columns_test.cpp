// SPDX-License-Identifier: MIT
#include "nautilus/market/calendars/session_columns.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <string>

#include <gtest/gtest.h>

#include "nautilus/base/recorded_check.hpp"
#include "nautilus/market/calendars/builtin_calendars.hpp"
#include "nautilus/market/calendars/calendar_rules.hpp"

namespace nautilus::market {
namespace {

// Weekdays of January to 15 March 2021, 09:30 to 16:00 in New York, but for the first of January
// and two holidays.
CalendarPointer weekdays() {
  return *make_calendar(
      {.name = "TEST",
       .zone = "America/New_York",
       .first = from_date(2021, 1, 1),
       .last = from_date(2021, 3, 15),
       .open = std::chrono::minutes(570),
       .close = std::chrono::minutes(960),
       .weekdays = {true, true, true, true, true, false, false},
       .holidays = {from_date(2021, 1, 1), from_date(2021, 1, 18), from_date(2021, 2, 15)},
       .late_opens = {},
       .early_closes = {}});
}

TEST(SessionColumns, CountTheSessionsOfTheMonth) {
  const auto calendar = weekdays();
  const std::vector<Timestamp> opens{from_date(2021, 1, 4), from_date(2021, 1, 19),
                                     from_date(2021, 1, 29), from_date(2021, 2, 1)};
  const auto columns = session_columns(*calendar, opens);
  EXPECT_EQ(columns.sessions_into_month, (std::vector<double>{0, 10, 18, 0}));
  EXPECT_EQ(columns.sessions_left_in_month, (std::vector<double>{18, 8, 0, 18}));
}

TEST(SessionColumns, CountTheMinutesOfTheSession) {
  const auto calendar = weekdays();
  const auto open = *parse_timestamp("2021-01-05T14:30:00Z");
  const std::vector<Timestamp> opens{open, open + std::chrono::minutes(90)};
  const auto columns = session_columns(*calendar, opens);
  EXPECT_EQ(columns.minutes_into_session, (std::vector<double>{0, 90}));
  EXPECT_EQ(columns.minutes_left_in_session, (std::vector<double>{390, 300}));
  EXPECT_EQ(columns.sessions_into_month, (std::vector<double>{1, 1}));
}

TEST(SessionColumns, HaveNoValueWhereTheCalendarDoesNotKnow) {
  const auto calendar = weekdays();
  const std::vector<Timestamp> opens{from_date(2021, 1, 16), from_date(2021, 3, 2),
                                     from_date(2022, 3, 2)};
  const auto columns = session_columns(*calendar, opens);
  EXPECT_TRUE(std::isnan(columns.sessions_into_month[0]));  // A Saturday.
  EXPECT_EQ(columns.sessions_into_month[1], 1);
  EXPECT_TRUE(std::isnan(columns.sessions_left_in_month[1]));  // The calendar ends on the 15th.
  EXPECT_TRUE(std::isnan(columns.sessions_into_month[2]));
}

// Each bar's session is searched for among all, and its month's sessions are told by the text of
// their dates. Two whole months: of the third the calendar does not know the end.
TEST(SessionColumns, AreWhatASearchThroughAllSessionsFinds) {
  const auto calendar = weekdays();
  std::vector<Timestamp> opens;
  const auto first = from_date(2021, 1, 1);
  for (int i = 0; i < 59 * 24 * 4; ++i) opens.push_back(first + std::chrono::minutes(15 * i));
  const auto columns = session_columns(*calendar, opens);
  const auto month = [](const Session& session) { return format_date(session.date).substr(0, 7); };
  int compared = 0;
  for (std::size_t t = 0; t < opens.size(); ++t) {
    const Session* own = nullptr;
    for (const Session& each : calendar->all()) {
      const auto begin = std::min(each.open, each.date);  // A bar may open at its date's midnight.
      if (begin <= opens[t] && opens[t] < each.close) own = &each;
    }
    ASSERT_EQ(std::isnan(columns.minutes_into_session[t]), own == nullptr) << t;
    if (own == nullptr) continue;
    double before = 0;
    double left = 0;
    for (const Session& each : calendar->all()) {
      before += month(each) == month(*own) && each.date < own->date ? 1 : 0;
      left += month(each) == month(*own) && each.date > own->date ? 1 : 0;
    }
    constexpr double minute = 60e9;
    ASSERT_EQ(columns.sessions_into_month[t], before) << t;
    ASSERT_EQ(columns.sessions_left_in_month[t], left) << t;
    ASSERT_EQ(columns.minutes_into_session[t],
              static_cast<double>(opens[t].nanoseconds - own->open.nanoseconds) / minute);
    ASSERT_EQ(columns.minutes_left_in_session[t],
              static_cast<double>(own->close.nanoseconds - opens[t].nanoseconds) / minute);
    ++compared;
  }
  EXPECT_GT(compared, 3'000);
  for (const std::string column : {"sessions_into_month", "sessions_left_in_month",
                                   "minutes_into_session", "minutes_left_in_session"}) {
    testing_checks::record_published(column, compared);
  }
}

TEST(SessionColumns, NumberTheSessionsByTheirDates) {
  const auto calendar = *builtin_calendar("FX");  // From 17:00 in New York the evening before.
  const std::vector<Timestamp> opens{
      *parse_timestamp("2020-04-16T20:59:00Z"), *parse_timestamp("2020-04-16T21:00:00Z"),
      *parse_timestamp("2020-04-17T20:59:00Z"), *parse_timestamp("2020-04-18T12:00:00Z")};
  const auto session = session_columns(*calendar, opens).session;
  EXPECT_EQ(session[0], 18'368);  // 50 years of 365 days, 12 leap days, 106 days of 2020.
  EXPECT_EQ(session[1], 18'369);
  EXPECT_EQ(session[2], 18'369);
  EXPECT_TRUE(std::isnan(session[3]));
}

}  // namespace
}  // namespace nautilus::market
