// SPDX-License-Identifier: MIT
#include <array>
#include <cmath>

#include <gtest/gtest.h>

#include "nautilus/base/time.hpp"
#include "nautilus/features/calendar/calendar_cycle.hpp"
#include "nautilus/features/calendar/calendar_date.hpp"
#include "nautilus/features/calendar/turn_of_month.hpp"

namespace nautilus::features {
namespace {

double seconds(std::string_view time) {
  return static_cast<double>(parse_timestamp(time)->nanoseconds) * 1e-9;
}

// Day of week, of month, of year, ISO week, month, quarter, days to the month's and quarter's end.
using Date = std::array<double, 8>;

Date date_of(std::string_view time) { return peek(CalendarDate({}), seconds(time)); }

// ISO weeks as in the table of ISO 8601-1, the rest counted on a wall calendar.
TEST(CalendarDate, IsThatOfAWallCalendar) {
  EXPECT_EQ(date_of("2020-02-28"), (Date{5, 28, 59, 9, 2, 1, 1, 32}));
  EXPECT_EQ(date_of("2020-02-29T23:59:59Z"), (Date{6, 29, 60, 9, 2, 1, 0, 31}));
  EXPECT_EQ(date_of("2019-03-01"), (Date{5, 1, 60, 9, 3, 1, 30, 30}));
  EXPECT_EQ(date_of("2020-12-31"), (Date{4, 31, 366, 53, 12, 4, 0, 0}));
  EXPECT_EQ(date_of("2021-01-03"), (Date{7, 3, 3, 53, 1, 1, 28, 87}));
  EXPECT_EQ(date_of("2021-01-04"), (Date{1, 4, 4, 1, 1, 1, 27, 86}));
  EXPECT_EQ(date_of("2008-12-29"), (Date{1, 29, 364, 1, 12, 4, 2, 2}));
  EXPECT_EQ(date_of("1969-12-31T14:30:00Z"), (Date{3, 31, 365, 1, 12, 4, 0, 0}));
}

TEST(CalendarDate, CountsEveryDayOfFiveHundredYears) {
  int weekday = 6;  // 1800-01-04 was a Saturday.
  double day = seconds("1800-01-04") / 86'400;
  double left_in_quarter = date_of("1800-01-04")[7];
  for (int i = 0; i < 140'000; ++i) {
    const Date date = peek(CalendarDate({}), day * 86'400);
    ASSERT_EQ(date[0], weekday) << i;
    ASSERT_EQ(date[7], left_in_quarter) << i;
    const Date next = peek(CalendarDate({}), (day + 1) * 86'400);
    ASSERT_EQ(next[1], date[6] == 0 ? 1 : date[1] + 1) << i;
    ASSERT_EQ(next[3] == date[3], weekday != 7) << i;
    left_in_quarter = left_in_quarter == 0 ? next[7] : left_in_quarter - 1;
    weekday = weekday % 7 + 1;
    ++day;
  }
}

TEST(CalendarDate, HasNoValueOutsideTheCalendar) {
  for (const double time : {kNaN, 1e300, -1e300, 253'402'300'800.0}) {
    EXPECT_TRUE(std::isnan(peek(CalendarDate({}), time)[0]));
  }
}

TEST(CalendarCycle, GoesAroundInADayAWeekAndAYear) {
  const auto monday = peek(CalendarCycle({}), seconds("2018-01-01T06:00:00Z"));
  EXPECT_NEAR(monday[0], 1, 1e-15);  // A quarter of the day.
  EXPECT_NEAR(monday[1], 0, 1e-15);
  EXPECT_EQ(monday[2], 0);  // The week's and the year's first day.
  EXPECT_EQ(monday[3], 1);
  EXPECT_EQ(monday[4], 0);
  EXPECT_EQ(monday[5], 1);
  const auto middle = peek(CalendarCycle({}), seconds("2020-07-02"));  // Day 184 of 366.
  EXPECT_NEAR(middle[4], 0, 1e-15);
  EXPECT_NEAR(middle[5], -1, 1e-15);
}

TEST(TurnOfMonth, IsTheLastSessionAndTheFirstThree) {
  const TurnOfMonth kernel({});
  EXPECT_EQ(peek(kernel, 2.0, 18.0), 1);
  EXPECT_EQ(peek(kernel, 3.0, 17.0), 0);
  EXPECT_EQ(peek(kernel, 19.0, 1.0), 0);
  EXPECT_EQ(peek(kernel, 20.0, 0.0), 1);
  EXPECT_TRUE(std::isnan(peek(kernel, kNaN, 0.0)));
}

}  // namespace
}  // namespace nautilus::features
