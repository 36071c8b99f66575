// SPDX-License-Identifier: MIT
#include "nautilus/market/calendars/builtin_calendars.hpp"
#include "nautilus/market/calendars/us_holidays.hpp"

// Sources: CME Group, "Globex holiday calendar" of each year (cmegroup.com/tools-information/
// holiday-calendar); the notices of 2018-12-03 and 2024-12-30 for the days of mourning. The close
// at 16:00 dates from 2015-09-21, so the rules begin with 2016.
namespace nautilus::market {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

constexpr int kFirstYear = 2016;
constexpr int kLastYear = 2035;

constexpr minutes kNoon = hours(12);
constexpr minutes kQuarterPastNoon = kNoon + minutes(15);

/// On the other holidays of New York trading halts at noon and goes on in the evening.
void add_halts_at_noon(CalendarRules& rules, int year) {
  const auto halt = [&rules](us::Day day) { rules.early_closes[us::at_midnight(day)] = kNoon; };
  halt(us::martin_luther_king_day(year));
  halt(us::washingtons_birthday(year));
  halt(us::memorial_day(year));
  if (year >= 2022) halt(us::juneteenth(year));
  halt(us::independence_day(year));
  halt(us::labor_day(year));
  halt(us::thanksgiving(year));
}

/// Where New York closes at 13:00, the futures trade a quarter of an hour longer.
void add_early_closes(CalendarRules& rules, const CalendarRules& stocks) {
  for (const auto& [date, time] : stocks.early_closes) {
    if (date >= rules.first && time == hours(13)) rules.early_closes[date] = kQuarterPastNoon;
  }
}

/// Closed, but open until 8:15 on the first Friday of April: the employment report comes out.
void add_good_friday(CalendarRules& rules, int year) {
  const auto day = us::good_friday(year);
  const std::chrono::year_month_day date(day);
  if (date.month() == std::chrono::April && date.day() <= std::chrono::day(7)) {
    rules.early_closes[us::at_midnight(day)] = hours(8) + minutes(15);
  } else {
    rules.holidays.insert(us::at_midnight(day));
  }
}

}  // namespace

CalendarRules cmes_rules() {
  CalendarRules rules{.name = "CMES",
                      .zone = "America/Chicago",
                      .first = from_date(kFirstYear, 1, 1),
                      .last = from_date(kLastYear, 12, 31),
                      .open = hours(17 - 24),
                      .close = hours(16),
                      .weekdays = {true, true, true, true, true, false, false},
                      .holidays = {},
                      .late_opens = {},
                      .early_closes = {}};
  add_early_closes(rules, xnys_rules());
  for (int year = kFirstYear; year <= kLastYear; ++year) {
    rules.holidays.insert(us::at_midnight(us::new_years_day(year)));
    rules.holidays.insert(us::at_midnight(us::christmas(year)));
    add_good_friday(rules, year);
    add_halts_at_noon(rules, year);
  }
  for (const auto mourning : {from_date(2018, 12, 5), from_date(2025, 1, 9)}) {
    rules.early_closes[mourning] = hours(8) + minutes(30);
  }
  return rules;
}

}  // namespace nautilus::market
