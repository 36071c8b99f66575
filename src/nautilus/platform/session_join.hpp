// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "nautilus/market/bar_series.hpp"
#include "nautilus/platform/joined_columns.hpp"

namespace nautilus::platform {

/// What the calendar of the bars says of the session of each, by the name that features join it by:
/// session, sessions_into_month, sessions_left_in_month, minutes_into_session,
/// minutes_left_in_session. Nothing for another name. REQUIRES: when each bar was known.
std::optional<Joined> join_sessions(std::string_view name, const market::BarSeries& bars,
                                    std::span<const Timestamp> known_at);

}  // namespace nautilus::platform
