// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <vector>

#include "nautilus/base/time.hpp"
#include "nautilus/market/calendars/calendar.hpp"

namespace nautilus::market {

/// Where each bar lies among the sessions of its market: a column each, NaN for a bar in no
/// session, and where the calendar does not know the whole month. Calendars are published in
/// advance, so counting sessions to come looks at no price ahead.
struct SessionColumns {
  std::vector<double> session;                  ///< Days from 1970 to the date that names it.
  std::vector<double> sessions_into_month;      ///< Of the month, before the bar's session.
  std::vector<double> sessions_left_in_month;   ///< Of the month, after the bar's session.
  std::vector<double> minutes_into_session;     ///< From the session's open to the bar's.
  std::vector<double> minutes_left_in_session;  ///< From the bar's open to the session's close.
};

/// REQUIRES: `opens` are bars' opens, ascending.
SessionColumns session_columns(const Calendar& calendar, std::span<const Timestamp> opens);

}  // namespace nautilus::market
