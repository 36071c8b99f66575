// SPDX-License-Identifier: MIT
#include "nautilus/market/calendars/us_holidays.hpp"

namespace nautilus::market::us {
namespace {

using std::chrono::days;

Day date_of(int year, std::chrono::month month, unsigned day) {
  return std::chrono::year(year) / month / std::chrono::day(day);
}

Day on_weekday(int year, std::chrono::month month, std::chrono::weekday_indexed which) {
  return std::chrono::year(year) / month / which;
}

}  // namespace

Day easter_sunday(int year) {
  const int moon_cycle = year % 19;
  const int century = year / 100;
  const int in_century = year % 100;
  const int correction = (century - (century + 8) / 25 + 1) / 3;
  const int epact = (19 * moon_cycle + century - century / 4 - correction + 15) % 30;
  const int to_sunday =
      (32 + 2 * (century % 4) + 2 * (in_century / 4) - epact - in_century % 4) % 7;
  const int shift = (moon_cycle + 11 * epact + 22 * to_sunday) / 451;
  const int since_march = epact + to_sunday - 7 * shift + 114;
  return date_of(year, std::chrono::month(static_cast<unsigned>(since_march / 31)),
                 static_cast<unsigned>(since_march % 31 + 1));
}

std::chrono::weekday weekday_of(Day day) { return std::chrono::weekday(day); }

Timestamp at_midnight(Day day) {
  return {std::chrono::nanoseconds(day.time_since_epoch()).count()};
}

Day observed(Day day) {
  if (weekday_of(day) == std::chrono::Saturday) return day - days(1);
  if (weekday_of(day) == std::chrono::Sunday) return day + days(1);
  return day;
}

Day new_years_day(int year) {
  const auto day = date_of(year, std::chrono::January, 1);
  return weekday_of(day) == std::chrono::Sunday ? day + days(1) : day;
}

Day martin_luther_king_day(int year) {
  return on_weekday(year, std::chrono::January, std::chrono::Monday[3]);
}
Day washingtons_birthday(int year) {
  return on_weekday(year, std::chrono::February, std::chrono::Monday[3]);
}
Day good_friday(int year) { return easter_sunday(year) - days(2); }
Day memorial_day(int year) {
  return std::chrono::year(year) / std::chrono::May / std::chrono::Monday[std::chrono::last];
}
Day juneteenth(int year) { return observed(date_of(year, std::chrono::June, 19)); }
Day independence_day(int year) { return observed(date_of(year, std::chrono::July, 4)); }
Day labor_day(int year) { return on_weekday(year, std::chrono::September, std::chrono::Monday[1]); }
Day thanksgiving(int year) {
  return on_weekday(year, std::chrono::November, std::chrono::Thursday[4]);
}
Day christmas(int year) { return observed(date_of(year, std::chrono::December, 25)); }

}  // namespace nautilus::market::us
