// SPDX-License-Identifier: MIT
#include "nautilus/market/calendars/availability.hpp"

#include <algorithm>

#include "nautilus/market/calendars/calendar.hpp"

namespace nautilus::market {
namespace {

using std::chrono::days;

bool goes_by_sessions(Timeframe timeframe, const Calendar* calendar) {
  return calendar != nullptr && timeframe == Timeframe();
}

/// The latest stamp of a bar of the session: a date-only row may stand before its open or, where it
/// opens the evening before, after it.
Timestamp latest_stamp(const Session& session) { return std::max(session.open, session.date); }

const Session* session_of_daily(const Calendar& calendar, Timestamp opened) {
  const auto all = calendar.all();
  const auto found = std::ranges::lower_bound(all, opened, {}, latest_stamp);
  return found == all.end() ? nullptr : &*found;
}

}  // namespace

Timestamp available_at(Timestamp opened, Timeframe timeframe, const Calendar* calendar) {
  const auto end = opened + timeframe.length();
  if (!goes_by_sessions(timeframe, calendar)) return end;
  const auto* session = session_of_daily(*calendar, opened);
  return session == nullptr || session->date >= end ? end : session->close;
}

Timestamp known_before(Timestamp as_of, Timeframe timeframe, const Calendar* calendar) {
  constexpr std::chrono::nanoseconds after(1);
  auto latest = as_of - timeframe.length();
  if (!goes_by_sessions(timeframe, calendar)) return latest + after;
  // A bar of the coming session that ends before its date is of a day without one.
  const auto* coming = calendar->first_closing_after(as_of);
  if (coming != nullptr) latest = std::min(latest, coming->date - days(1));
  const auto* closed = calendar->last_closed_by(as_of);
  if (closed != nullptr) latest = std::max(latest, latest_stamp(*closed));
  return latest + after;
}

}  // namespace nautilus::market
