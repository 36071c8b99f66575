// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "nautilus/base/clock.hpp"
#include "nautilus/base/field.hpp"
#include "nautilus/market/calendars/calendar_set.hpp"

namespace nautilus::platform {

struct SessionsQuery {
  std::string name;
  std::optional<Timestamp> from;
  std::optional<Timestamp> to;

  static constexpr auto fields() {
    using Q = SessionsQuery;
    return std::tuple{
        required_field("name", &Q::name, "Name of the calendar; 24-7 is 24/7", sized(1, 32)),
        field("from", &Q::from, "First date, included; today where unset"),
        field("to", &Q::to, "Last date, included; 30 days after `from` where unset"),
    };
  }
};

struct SessionRow {
  std::string date;
  Timestamp open;
  Timestamp close;

  static constexpr auto fields() {
    using R = SessionRow;
    return std::tuple{
        field("date", &R::date, "The date that names the session"),
        field("open", &R::open, "When trading begins"),
        field("close", &R::close, "When it ends; its daily bar is known from then on"),
    };
  }
};

struct SessionsAnswer {
  std::string name;
  std::vector<SessionRow> sessions;
  std::string zone;
  double sessions_per_year = 0;

  static constexpr auto fields() {
    using A = SessionsAnswer;
    return std::tuple{
        field("name", &A::name, "Name of the calendar"),
        field("sessions", &A::sessions, "Oldest first"),
        field("zone", &A::zone, "The time zone that it goes by"),
        field("sessions_per_year", &A::sessions_per_year, "What daily figures are annualised with"),
    };
  }
};

struct CalendarRow {
  std::string name;
  std::string zone;
  std::string first;
  std::string last;
  double sessions_per_year = 0;

  static constexpr auto fields() {
    using R = CalendarRow;
    return std::tuple{
        field("name", &R::name, "What instruments call it"),
        field("zone", &R::zone, "The time zone that it goes by"),
        field("first", &R::first, "First date that it knows of"),
        field("last", &R::last, "Last date that it knows of"),
        field("sessions_per_year", &R::sessions_per_year, "Sessions in a year, 252 of XNYS"),
    };
  }
};

struct CalendarsAnswer {
  std::vector<CalendarRow> calendars;

  static constexpr auto fields() {
    return std::tuple{
        field("calendars", &CalendarsAnswer::calendars, "The built-in ones, then the user's")};
  }
};

/// Trading calendars, for whoever asks. Thread-safe.
class CalendarDesk {
 public:
  /// What it is given must outlive it.
  CalendarDesk(const market::CalendarSet& calendars, const Clock& clock)
      : calendars_(calendars), clock_(clock) {}

  [[nodiscard]] Result<CalendarsAnswer> calendars() const;

  /// Errors: not_found naming the calendars there are; invalid_argument for dates that do not
  /// ascend, that the calendar does not know, or that span more than 50 years.
  [[nodiscard]] Result<SessionsAnswer> sessions(const SessionsQuery& query) const;

 private:
  const market::CalendarSet& calendars_;
  const Clock& clock_;
};

}  // namespace nautilus::platform
