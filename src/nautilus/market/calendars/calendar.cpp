// SPDX-License-Identifier: MIT
#include "nautilus/market/calendars/calendar.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>

namespace nautilus::market {
namespace {

using std::chrono::days;
using std::chrono::nanoseconds;

constexpr double kDaysPerYear = 365.2425;
constexpr double kWeeksPerYear = 52;

double per_year(std::size_t sessions, Timestamp first, Timestamp last) {
  const auto known = std::chrono::duration<double, days::period>(last - first + days(1));
  return std::round(static_cast<double>(sessions) * kDaysPerYear / known.count());
}

nanoseconds commonest_length(const std::vector<Session>& sessions) {
  std::map<nanoseconds, std::size_t> counts;
  for (const auto& session : sessions) ++counts[session.length()];
  const auto commonest =
      std::ranges::max_element(counts, {}, [](const auto& each) { return each.second; });
  return commonest == counts.end() ? nanoseconds(days(1)) : commonest->first;
}

double ratio(nanoseconds a, nanoseconds b) {
  return static_cast<double>(a.count()) / static_cast<double>(b.count());
}

}  // namespace

Calendar::Calendar(std::string name, std::string zone, Timestamp first, Timestamp last,
                   std::vector<Session> sessions)
    : name_(std::move(name)),
      zone_(std::move(zone)),
      first_(first),
      last_(last),
      sessions_(std::move(sessions)),
      sessions_per_year_(per_year(sessions_.size(), first, last)),
      session_length_(commonest_length(sessions_)) {}

bool Calendar::covers(Timestamp date) const {
  const auto day = start_of_day(date);
  return day >= first_ && day <= last_;
}

Result<void> Calendar::check_covered(Timestamp date) const {
  if (covers(date)) return {};
  return Error{ErrorCode::invalid_argument,
               fmt::format("calendar {} knows the dates {} to {}, was {}", name_,
                           format_date(first_), format_date(last_), format_date(date))};
}

std::size_t Calendar::index_from(Timestamp date) const {
  const auto found = std::ranges::lower_bound(sessions_, start_of_day(date), {}, &Session::date);
  return static_cast<std::size_t>(found - sessions_.begin());
}

Result<std::span<const Session>> Calendar::sessions(Timestamp from, Timestamp to) const {
  NAUTILUS_CHECK(check_covered(from));
  NAUTILUS_CHECK(check_covered(to));
  if (start_of_day(from) > start_of_day(to)) {
    return Error{ErrorCode::invalid_argument, fmt::format("the dates must ascend, were {} to {}",
                                                          format_date(from), format_date(to))};
  }
  const auto begin = index_from(from);
  return all().subspan(begin, index_from(to + days(1)) - begin);
}

Result<std::int64_t> Calendar::count_between(Timestamp from, Timestamp to) const {
  NAUTILUS_TRY(const auto found, sessions(from, to));
  return std::ssize(found);
}

Result<std::optional<Session>> Calendar::session_on(Timestamp date) const {
  NAUTILUS_TRY(const auto found, sessions(date, date));
  return found.empty() ? std::nullopt : std::optional(found.front());
}

Result<bool> Calendar::is_session(Timestamp date) const {
  NAUTILUS_TRY(const auto found, session_on(date));
  return found.has_value();
}

Result<Timestamp> Calendar::session_close(Timestamp date) const {
  NAUTILUS_TRY(const auto found, session_on(date));
  if (found) return found->close;
  return Error{ErrorCode::not_found,
               fmt::format("calendar {} has no session on {}", name_, format_date(date))};
}

Result<Session> Calendar::next(Timestamp date) const {
  NAUTILUS_CHECK(check_covered(date));
  const auto index = index_from(start_of_day(date) + days(1));
  if (index < sessions_.size()) return sessions_[index];
  return Error{ErrorCode::not_found,
               fmt::format("calendar {} knows no session after {}", name_, format_date(date))};
}

Result<Session> Calendar::previous(Timestamp date) const {
  NAUTILUS_CHECK(check_covered(date));
  const auto index = index_from(date);
  if (index > 0) return sessions_[index - 1];
  return Error{ErrorCode::not_found,
               fmt::format("calendar {} knows no session before {}", name_, format_date(date))};
}

const Session* Calendar::session_of(Timestamp at) const {
  const auto index = index_from(at);
  if (index < sessions_.size() && sessions_[index].date == at) return &sessions_[index];
  const auto* session = first_closing_after(at);
  return session != nullptr && std::min(session->open, session->date) <= at ? session : nullptr;
}

const Session* Calendar::first_closing_after(Timestamp at) const {
  const auto found = std::ranges::upper_bound(sessions_, at, {}, &Session::close);
  return found == sessions_.end() ? nullptr : &*found;
}

const Session* Calendar::last_closed_by(Timestamp at) const {
  const auto found = std::ranges::upper_bound(sessions_, at, {}, &Session::close);
  return found == sessions_.begin() ? nullptr : &*std::prev(found);
}

double Calendar::bars_per_year(Timeframe timeframe) const {
  const auto length = timeframe.length();
  if (length % std::chrono::weeks(1) == nanoseconds(0)) {
    return kWeeksPerYear / ratio(length, std::chrono::weeks(1));
  }
  if (length >= days(1)) return sessions_per_year_ / ratio(length, days(1));
  // A bar longer than the session holds all of it.
  return sessions_per_year_ * std::max(1.0, ratio(session_length_, length));
}

}  // namespace nautilus::market
