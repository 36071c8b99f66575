// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>

#include "nautilus/base/time.hpp"

/// Holidays of the United States as its exchanges keep them.
namespace nautilus::market::us {

using Day = std::chrono::sys_days;

/// Western Easter of a year, by the anonymous Gregorian rule (Nature, 20 April 1876; Meeus,
/// Astronomical Algorithms, chapter 8).
Day easter_sunday(int year);

Day martin_luther_king_day(int year);  ///< The third Monday of January.
Day washingtons_birthday(int year);    ///< The third Monday of February.
Day good_friday(int year);
Day memorial_day(int year);      ///< The last Monday of May.
Day juneteenth(int year);        ///< 19 June as observed.
Day independence_day(int year);  ///< 4 July as observed.
Day labor_day(int year);         ///< The first Monday of September.
Day thanksgiving(int year);      ///< The fourth Thursday of November.
Day christmas(int year);         ///< 25 December as observed.

/// 1 January, on Monday where it falls on a Sunday. Where it falls on a Saturday the exchanges keep
/// none, and this is that Saturday (NYSE rule 7.2: the Friday before ends a month and year).
Day new_years_day(int year);

/// Whether a Saturday's holiday moves to Friday and a Sunday's to Monday: the day where it is kept.
Day observed(Day day);

std::chrono::weekday weekday_of(Day day);
Timestamp at_midnight(Day day);

}  // namespace nautilus::market::us
