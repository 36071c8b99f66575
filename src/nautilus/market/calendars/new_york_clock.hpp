// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>

#include "nautilus/base/time.hpp"

/// For tests: the clock of New York by the statutes themselves, not by the zone database.
namespace nautilus::market {

/// Whether a date has daylight-saving time at noon: from 1987 the first Sunday of April to the last
/// of October (Pub. L. 99-359), from 2007 the second of March to the first of November (Pub. L.
/// 109-58). REQUIRES: a date from 1987 on.
inline bool is_summer_in_new_york(std::chrono::sys_days day) {
  const std::chrono::year_month_day date(day);
  const auto year = date.year();
  const bool is_old = year < std::chrono::year(2007);
  const std::chrono::sys_days begin =
      is_old ? std::chrono::sys_days(year / std::chrono::April / std::chrono::Sunday[1])
             : std::chrono::sys_days(year / std::chrono::March / std::chrono::Sunday[2]);
  const std::chrono::sys_days end =
      is_old ? std::chrono::sys_days(year / std::chrono::October /
                                     std::chrono::Sunday[std::chrono::last])
             : std::chrono::sys_days(year / std::chrono::November / std::chrono::Sunday[1]);
  return day >= begin && day < end;
}

/// A time of day in New York as the point in time it is.
inline Timestamp in_new_york(Timestamp date, std::chrono::minutes time) {
  const std::chrono::sys_time<std::chrono::nanoseconds> at{
      std::chrono::nanoseconds(date.nanoseconds)};
  const bool summer = is_summer_in_new_york(std::chrono::floor<std::chrono::days>(at));
  return date + time + std::chrono::hours(summer ? 4 : 5);
}

}  // namespace nautilus::market
