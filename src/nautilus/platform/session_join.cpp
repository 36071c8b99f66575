// SPDX-License-Identifier: MIT
#include "nautilus/platform/session_join.hpp"

#include <chrono>

#include <fmt/format.h>

#include "nautilus/market/calendars/session_columns.hpp"

namespace nautilus::platform {
namespace {

using market::SessionColumns;
using SessionColumn = std::vector<double> SessionColumns::*;

SessionColumn session_column(std::string_view name) {
  if (name == "session") return &SessionColumns::session;
  if (name == "sessions_into_month") return &SessionColumns::sessions_into_month;
  if (name == "sessions_left_in_month") return &SessionColumns::sessions_left_in_month;
  if (name == "minutes_into_session") return &SessionColumns::minutes_into_session;
  if (name == "minutes_left_in_session") return &SessionColumns::minutes_left_in_session;
  return nullptr;
}

Joined join_column(SessionColumn wanted, const market::BarSeries& bars,
                   std::span<const Timestamp> known_at) {
  const bool counts_minutes = wanted == &SessionColumns::minutes_into_session ||
                              wanted == &SessionColumns::minutes_left_in_session;
  if (counts_minutes && bars.key.timeframe.length() >= std::chrono::hours(24)) {
    return Joined::absent("of bars within a session only");
  }
  if (!bars.calendar) {
    return Joined::absent(fmt::format("no trading calendar is known for {}", bars.key.symbol));
  }
  const auto columns = market::session_columns(*bars.calendar, bars.timestamps);
  const auto& values = columns.*wanted;
  if (!has_a_value(values)) {
    return Joined::absent(fmt::format("{} knows no session of these bars, or not its whole month",
                                      bars.calendar->name()));
  }
  return {features::JoinedColumn{values, {known_at.begin(), known_at.end()}}, {}};
}

}  // namespace

std::optional<Joined> join_sessions(std::string_view name, const market::BarSeries& bars,
                                    std::span<const Timestamp> known_at) {
  const auto column = session_column(name);
  if (column == nullptr) return std::nullopt;
  return join_column(column, bars, known_at);
}

}  // namespace nautilus::platform
