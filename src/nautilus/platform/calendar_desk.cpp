// SPDX-License-Identifier: MIT
#include "nautilus/platform/calendar_desk.hpp"

#include <algorithm>
#include <chrono>

namespace nautilus::platform {
namespace {

using std::chrono::days;

constexpr auto kUsualSpan = days(30);
constexpr auto kLongestSpan = days(50 * 366);

}  // namespace

Result<CalendarsAnswer> CalendarDesk::calendars() const {
  CalendarsAnswer answer;
  for (const auto& name : calendars_.names()) {
    NAUTILUS_TRY(const auto calendar, calendars_.find(name));
    answer.calendars.push_back({calendar->name(), calendar->zone(), format_date(calendar->first()),
                                format_date(calendar->last()), calendar->sessions_per_year()});
  }
  return answer;
}

Result<SessionsAnswer> CalendarDesk::sessions(const SessionsQuery& query) const {
  NAUTILUS_TRY(const auto calendar, calendars_.find(query.name));
  const auto from = query.from.value_or(clock_.now());
  const auto to = query.to.value_or(std::min(from + kUsualSpan, calendar->last()));
  if (to - from > kLongestSpan) {
    return field_error({"query", "to"}, "must be 50 years after `from` at most; ask in parts",
                       "out_of_range");
  }
  auto found = calendar->sessions(from, to);
  if (!found) return field_error({"query", "from"}, found.error().message, "out_of_range");
  SessionsAnswer answer{.name = calendar->name(),
                        .zone = calendar->zone(),
                        .sessions_per_year = calendar->sessions_per_year()};
  answer.sessions.reserve(found->size());
  for (const auto& session : *found) {
    answer.sessions.push_back({format_date(session.date), session.open, session.close});
  }
  return answer;
}

}  // namespace nautilus::platform
