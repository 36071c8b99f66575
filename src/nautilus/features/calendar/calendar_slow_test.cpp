// SPDX-License-Identifier: MIT
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "nautilus/base/recorded_check.hpp"
#include "nautilus/features/calendar/calendar_cycle.hpp"
#include "nautilus/features/calendar/calendar_date.hpp"
#include "nautilus/features/calendar/turn_of_month.hpp"

// A calendar that is counted off day by day from a known Thursday.
namespace nautilus::features {
namespace {

struct Day {
  int year = 1970;
  int month = 1;
  int day = 1;
  int weekday = 4;  ///< 1 is Monday.
  int day_of_year = 1;

  [[nodiscard]] int quarter() const { return month <= 3 ? 1 : month <= 6 ? 2 : month <= 9 ? 3 : 4; }
};

bool is_leap(int year) { return year % 400 == 0 || (year % 4 == 0 && year % 100 != 0); }

int days_in(int month, int year) {
  if (month == 2) return is_leap(year) ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

Day after(Day day) {
  day.weekday = day.weekday == 7 ? 1 : day.weekday + 1;
  ++day.day_of_year;
  if (++day.day <= days_in(day.month, day.year)) return day;
  day.day = 1;
  if (++day.month <= 12) return day;
  return {.year = day.year + 1, .month = 1, .day = 1, .weekday = day.weekday, .day_of_year = 1};
}

std::vector<Day> days_from_1970(std::size_t count) {
  std::vector<Day> days{Day()};
  while (days.size() < count) days.push_back(after(days.back()));
  return days;
}

// How many days later the last day is of which the same can be said.
double days_left(const std::vector<Day>& days, std::size_t t, int (*part)(const Day&)) {
  std::size_t last = t;
  while (part(days[last + 1]) == part(days[t])) ++last;
  return static_cast<double>(last - t);
}

// Of the year in which the week's Thursday lies, counted by the Thursdays up to it.
double week_of_year(const std::vector<Day>& days, std::size_t t) {
  std::size_t thursday = t;
  while (days[thursday].weekday < 4) ++thursday;
  while (days[thursday].weekday > 4) --thursday;
  double week = 0;
  for (std::size_t i = thursday; days[i].year == days[thursday].year; --i) {
    week += days[i].weekday == 4 ? 1 : 0;
    if (i == 0) break;
  }
  return week;
}

void record_slow(const std::string& indicator, const std::string& output, int compared) {
  testing_checks::record({.indicator = indicator,
                          .output = output,
                          .source = std::string(testing_checks::kSlowVersion),
                          .compared = compared});
}

// 150 years, with the three centuries' ends of which one only is a leap year.
constexpr std::size_t kDays = 54'787;

TEST(SlowCalendar, HasTheDatesOfACountedOne) {
  const auto days = days_from_1970(kDays + 100);
  for (std::size_t t = 0; t < kDays; ++t) {
    const Day& day = days[t];
    const std::array<double, 8> expected{
        static_cast<double>(day.weekday),
        static_cast<double>(day.day),
        static_cast<double>(day.day_of_year),
        week_of_year(days, t),
        static_cast<double>(day.month),
        static_cast<double>(day.quarter()),
        days_left(days, t, [](const Day& each) { return each.month; }),
        days_left(days, t, [](const Day& each) { return each.quarter(); })};
    // At any time of the day.
    const double time = 86'400.0 * static_cast<double>(t) + static_cast<double>(t * 37 % 86'400);
    ASSERT_EQ(peek(CalendarDate({}), time), expected) << day.year << " " << day.day_of_year;
  }
  for (const auto& output : CalendarDate::spec.outputs) {
    record_slow("calendar_date", std::string(output.name), kDays);
  }
}

TEST(SlowCalendar, GoesAroundAsACountedOne) {
  const auto days = days_from_1970(kDays);
  const long double turn = 2 * std::acos(-1.0L);
  for (std::size_t t = 0; t < kDays; ++t) {
    const std::size_t second = t * 37 % 86'400;
    const long double year = is_leap(days[t].year) ? 366 : 365;
    const std::array<long double, 3> shares{static_cast<long double>(second) / 86'400,
                                            static_cast<long double>(days[t].weekday - 1) / 7,
                                            (days[t].day_of_year - 1) / year};
    const auto ours =
        peek(CalendarCycle({}), 86'400.0 * static_cast<double>(t) + static_cast<double>(second));
    for (std::size_t i = 0; i < shares.size(); ++i) {
      ASSERT_NEAR(ours[2 * i], static_cast<double>(std::sin(turn * shares[i])), 4e-15) << t;
      ASSERT_NEAR(ours[2 * i + 1], static_cast<double>(std::cos(turn * shares[i])), 4e-15) << t;
    }
  }
  for (const auto& output : CalendarCycle::spec.outputs) {
    record_slow("calendar_cycle", std::string(output.name), kDays);
  }
}

// The sessions are the weekdays; those at the turn are found by looking around.
TEST(SlowCalendar, TurnsTheMonthAmongTheSessions) {
  std::vector<Day> sessions;
  for (const Day& day : days_from_1970(5'000)) {
    if (day.weekday < 6) sessions.push_back(day);
  }
  const TurnOfMonth kernel({});
  int compared = 0;
  for (std::size_t t = 30; t + 30 < sessions.size(); ++t) {
    const auto is_of_month = [&](std::size_t i) { return sessions[i].month == sessions[t].month; };
    const bool is_last = !is_of_month(t + 1);
    const bool is_early = !is_of_month(t - 1) || !is_of_month(t - 2) || !is_of_month(t - 3);
    double before = 0;
    double left = 0;
    for (std::size_t i = t - 1; is_of_month(i); --i) ++before;
    for (std::size_t i = t + 1; is_of_month(i); ++i) ++left;
    ASSERT_EQ(peek(kernel, before, left), is_last || is_early ? 1 : 0) << t;
    ++compared;
  }
  record_slow("turn_of_month", "turn_of_month", compared);
}

}  // namespace
}  // namespace nautilus::features
