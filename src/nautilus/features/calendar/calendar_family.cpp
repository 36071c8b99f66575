// SPDX-License-Identifier: MIT
#include "nautilus/features/calendar/calendar_cycle.hpp"
#include "nautilus/features/calendar/calendar_date.hpp"
#include "nautilus/features/calendar/turn_of_month.hpp"
#include "nautilus/features/detail/describe_indicators.hpp"
#include "nautilus/features/family.hpp"

namespace nautilus::features {
namespace {

constexpr auto kIndicators =
    detail::describe_indicators<CalendarCycle, CalendarDate, TurnOfMonth>();

constexpr Feature date(std::string_view name) {
  return {name, Group::calendar, "calendar_date", "{}", name};
}

constexpr Feature cycle(std::string_view name) {
  return {name, Group::calendar, "calendar_cycle", "{}", name};
}

constexpr Feature sessions(std::string_view name, std::string_view reference) {
  return {name, Group::calendar, "joined_value", "{}", "joined_value", reference};
}

constexpr auto kFeatures = std::to_array<Feature>({
    date("day_of_week"),
    date("day_of_month"),
    date("week_of_year"),
    date("month"),
    date("quarter"),
    date("days_to_month_end"),
    date("days_to_quarter_end"),
    cycle("week_sine"),
    cycle("week_cosine"),
    cycle("year_sine"),
    cycle("year_cosine"),
    sessions("sessions_into_month", "published:sessions_into_month"),
    sessions("sessions_left_in_month", "published:sessions_left_in_month"),
    sessions("minutes_into_session", "published:minutes_into_session"),
    sessions("minutes_left_in_session", "published:minutes_left_in_session"),
    {"turn_of_month", Group::calendar, "turn_of_month", "{}", "turn_of_month",
     "published:sessions_into_month", "published:sessions_left_in_month"},
});

}  // namespace

Family calendar_family() { return {kIndicators, kFeatures}; }

}  // namespace nautilus::features
