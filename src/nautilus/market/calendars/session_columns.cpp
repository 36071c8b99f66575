// SPDX-License-Identifier: MIT
#include "nautilus/market/calendars/session_columns.hpp"

#include <chrono>
#include <limits>

namespace nautilus::market {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

std::chrono::sys_days day_of(Timestamp date) {
  const std::chrono::sys_time<std::chrono::nanoseconds> at{
      std::chrono::nanoseconds(date.nanoseconds)};
  return std::chrono::floor<std::chrono::days>(at);
}

std::chrono::year_month month_of(Timestamp date) {
  const std::chrono::year_month_day day(day_of(date));
  return day.year() / day.month();
}

double days_since_1970(Timestamp date) {
  return static_cast<double>(day_of(date).time_since_epoch().count());
}

double minutes(std::chrono::nanoseconds span) {
  return std::chrono::duration<double, std::ratio<60>>(span).count();
}

/// Sessions before this one in its month; NaN where the calendar begins within the month.
double sessions_before(const Calendar& calendar, std::size_t at) {
  const auto all = calendar.all();
  const auto month = month_of(all[at].date);
  std::size_t first = at;
  while (first > 0 && month_of(all[first - 1].date) == month) --first;
  const bool is_whole = month_of(calendar.first() - std::chrono::hours(24)) != month;
  return is_whole ? static_cast<double>(at - first) : kNaN;
}

/// Sessions after this one in its month; NaN where the calendar ends within the month.
double sessions_after(const Calendar& calendar, std::size_t at) {
  const auto all = calendar.all();
  const auto month = month_of(all[at].date);
  std::size_t last = at;
  while (last + 1 < all.size() && month_of(all[last + 1].date) == month) ++last;
  const bool is_whole = month_of(calendar.last() + std::chrono::hours(24)) != month;
  return is_whole ? static_cast<double>(last - at) : kNaN;
}

}  // namespace

SessionColumns session_columns(const Calendar& calendar, std::span<const Timestamp> opens) {
  const std::vector<double> none(opens.size(), kNaN);
  SessionColumns out{none, none, none, none, none};
  const Session* counted = nullptr;
  for (std::size_t t = 0; t < opens.size(); ++t) {
    const Session* const session = calendar.session_of(opens[t]);
    if (session == nullptr) {
      counted = nullptr;
      continue;
    }
    if (session == counted) {  // Further bars of a session that was counted.
      out.sessions_into_month[t] = out.sessions_into_month[t - 1];
      out.sessions_left_in_month[t] = out.sessions_left_in_month[t - 1];
    } else {
      const auto at = static_cast<std::size_t>(session - calendar.all().data());
      out.sessions_into_month[t] = sessions_before(calendar, at);
      out.sessions_left_in_month[t] = sessions_after(calendar, at);
    }
    counted = session;
    out.session[t] = days_since_1970(session->date);
    out.minutes_into_session[t] = minutes(opens[t] - session->open);
    out.minutes_left_in_session[t] = minutes(session->close - opens[t]);
  }
  return out;
}

}  // namespace nautilus::market
