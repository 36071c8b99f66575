// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string_view>

#include "nautilus/market/calendars/calendar_rules.hpp"

namespace nautilus::market {

/// The New York Stock Exchange, regular trading 9:30 to 16:00 New York, from 1990: holidays,
/// closures, early closes and late opens. Nasdaq and the other American stock exchanges keep the
/// same days. Sources: docs/market-data.md.
CalendarRules xnys_rules();

/// CME Globex equity-index futures, from 2016: 17:00 Chicago the evening before to 16:00, then the
/// daily halt of an hour. The pause 15:15 to 15:30 that was kept until 2021-06-25 is not shown.
CalendarRules cmes_rules();

/// Foreign exchange from 1990: Monday to Friday, from 17:00 New York the evening before to 17:00.
CalendarRules fx_rules();

/// Markets that never close, from 1970: days of UTC.
CalendarRules continuous_rules();

/// XNYS, CMES, FX and 24/7, in that order.
std::span<const std::string_view> builtin_calendar_names();

/// A calendar by its name, laid out once and then shared; "24-7" is 24/7 as a path can say it.
/// Errors: not_found naming those there are; those of make_calendar.
Result<CalendarPointer> builtin_calendar(std::string_view name);

}  // namespace nautilus::market
