// SPDX-License-Identifier: MIT
#include <array>

#include "nautilus/market/calendars/builtin_calendars.hpp"
#include "nautilus/market/calendars/us_holidays.hpp"

// Sources: NYSE, "Special Closings" and "Stocks NYSE Closings" (days closed, late opens and early
// closes 1885 to 2011); the yearly holiday announcements of NYSE Group and nyse.com/markets/hours-
// calendars from then on; ICE's notices of 2018-12-01 and 2024-12-30 for the days of mourning.
namespace nautilus::market {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

constexpr int kFirstYear = 1990;
constexpr int kLastYear = 2035;

struct Date {
  int year;
  unsigned month;
  unsigned day;
};

struct DatedTime {
  Date date;
  minutes time;
};

constexpr std::array kClosures{
    Date{1994, 4, 27},   // Funeral of Richard Nixon.
    Date{2001, 9, 11},   // Attack on the World Trade Center.
    Date{2001, 9, 12},   //
    Date{2001, 9, 13},   //
    Date{2001, 9, 14},   //
    Date{2004, 6, 11},   // Day of mourning for Ronald Reagan.
    Date{2007, 1, 2},    // Day of mourning for Gerald Ford.
    Date{2012, 10, 29},  // Hurricane Sandy.
    Date{2012, 10, 30},  //
    Date{2018, 12, 5},   // Day of mourning for George H. W. Bush.
    Date{2025, 1, 9},    // Day of mourning for Jimmy Carter.
};

constexpr std::array kEarlyCloses{
    DatedTime{{1990, 12, 24}, hours(14)},
    DatedTime{{1991, 12, 24}, hours(14)},
    DatedTime{{1992, 11, 27}, hours(14)},
    DatedTime{{1992, 12, 24}, hours(14)},
    DatedTime{{1994, 2, 11}, hours(14) + minutes(30)},   // Snow.
    DatedTime{{1996, 1, 8}, hours(14)},                  // Snow.
    DatedTime{{1997, 10, 27}, hours(15) + minutes(30)},  // The fall of 10 % stopped trading.
    DatedTime{{1997, 12, 26}, hours(13)},
    DatedTime{{1999, 12, 31}, hours(13)},
    DatedTime{{2003, 12, 26}, hours(13)},
    DatedTime{{2005, 6, 1}, hours(15) + minutes(56)},  // Communications failed.
};

constexpr std::array kLateOpens{
    DatedTime{{1990, 12, 27}, hours(11)},                // Explosion of a transformer.
    DatedTime{{1991, 1, 17}, hours(9) + minutes(31)},    // Silence for the troops in the Gulf.
    DatedTime{{1991, 2, 25}, hours(9) + minutes(31)},    //
    DatedTime{{1995, 12, 18}, hours(10) + minutes(30)},  // Computers failed.
    DatedTime{{1996, 1, 8}, hours(11)},                  // Snow.
    DatedTime{{2001, 9, 17}, hours(9) + minutes(33)},    // Silence for the dead of 11 September.
    DatedTime{{2001, 10, 8}, hours(9) + minutes(31)},    // Silence for the troops in Afghanistan.
    DatedTime{{2002, 9, 11}, hours(12)},                 // A year after the attack.
    DatedTime{{2003, 3, 20}, hours(9) + minutes(32)},    // Silence for the troops in Iraq.
    DatedTime{{2004, 6, 7}, hours(9) + minutes(32)},     // Silence for Ronald Reagan.
    DatedTime{{2006, 12, 27}, hours(9) + minutes(32)},   // Silence for Gerald Ford.
};

Timestamp at(const Date& date) { return from_date(date.year, date.month, date.day); }

void add_holidays(CalendarRules& rules, int year) {
  const auto add = [&rules](us::Day day) { rules.holidays.insert(us::at_midnight(day)); };
  add(us::new_years_day(year));
  if (year >= 1998) add(us::martin_luther_king_day(year));
  add(us::washingtons_birthday(year));
  add(us::good_friday(year));
  add(us::memorial_day(year));
  if (year >= 2022) add(us::juneteenth(year));
  add(us::independence_day(year));
  add(us::labor_day(year));
  add(us::thanksgiving(year));
  add(us::christmas(year));
}

/// The short day by Independence Day: since 1995 the Monday, Tuesday or Thursday before it; for a
/// holiday on Thursday the Friday after it until 2012, the Wednesday before it since 2013.
void add_early_close_in_july(CalendarRules& rules, int year) {
  const us::Day fourth = std::chrono::year(year) / std::chrono::July / 4;
  const auto weekday = us::weekday_of(fourth).iso_encoding();
  const bool is_thursday = weekday == 4;
  if (weekday < 2 || weekday > 5) return;
  const auto day = is_thursday && year < 2013 ? fourth + days(1) : fourth - days(1);
  rules.early_closes[us::at_midnight(day)] = hours(13);
}

void add_early_closes(CalendarRules& rules, int year) {
  if (year >= 1995) add_early_close_in_july(rules, year);
  if (year < 1993) return;
  rules.early_closes[us::at_midnight(us::thanksgiving(year) + days(1))] = hours(13);
  // On a Friday, Christmas is kept on this very day, and there is no session to shorten.
  const us::Day christmas_eve = std::chrono::year(year) / std::chrono::December / 24;
  rules.early_closes[us::at_midnight(christmas_eve)] = hours(13);
}

}  // namespace

CalendarRules xnys_rules() {
  CalendarRules rules{.name = "XNYS",
                      .zone = "America/New_York",
                      .first = from_date(kFirstYear, 1, 1),
                      .last = from_date(kLastYear, 12, 31),
                      .open = hours(9) + minutes(30),
                      .close = hours(16),
                      .weekdays = {true, true, true, true, true, false, false},
                      .holidays = {},
                      .late_opens = {},
                      .early_closes = {}};
  for (int year = kFirstYear; year <= kLastYear; ++year) {
    add_holidays(rules, year);
    add_early_closes(rules, year);
  }
  for (const auto& date : kClosures) rules.holidays.insert(at(date));
  for (const auto& [date, time] : kEarlyCloses) rules.early_closes[at(date)] = time;
  for (const auto& [date, time] : kLateOpens) rules.late_opens[at(date)] = time;
  return rules;
}

}  // namespace nautilus::market
