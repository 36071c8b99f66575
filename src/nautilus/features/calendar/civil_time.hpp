// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cmath>
#include <optional>

namespace nautilus::features {

/// The UTC date and time of day of a bar's open.
struct CivilTime {
  std::chrono::year_month_day date;
  std::chrono::sys_days day;
  double second_of_day = 0;

  /// Of seconds since 1970; nullopt unless the year is from 1 to 9999.
  static std::optional<CivilTime> of(double seconds) {
    constexpr double day_length = 86'400;
    constexpr double first = -62'135'596'800;  // 0001-01-01
    constexpr double end = 253'402'300'800;    // 10000-01-01
    if (!(seconds >= first && seconds < end)) return std::nullopt;
    const double days = std::floor(seconds / day_length);
    const std::chrono::sys_days day{std::chrono::days(static_cast<int>(days))};
    return CivilTime{std::chrono::year_month_day(day), day, seconds - days * day_length};
  }

  [[nodiscard]] unsigned month() const { return static_cast<unsigned>(date.month()); }
  [[nodiscard]] unsigned quarter() const { return (month() + 2) / 3; }
  [[nodiscard]] unsigned weekday() const { return std::chrono::weekday(day).iso_encoding(); }

  /// From 1 on.
  [[nodiscard]] int day_of_year() const { return days_since(date.year() / 1 / 1) + 1; }
  [[nodiscard]] int days_in_year() const { return date.year().is_leap() ? 366 : 365; }

  /// ISO 8601: the week belongs to the year of its Thursday.
  [[nodiscard]] int week_of_year() const {
    const auto thursday = day + std::chrono::days(4 - static_cast<int>(weekday()));
    const auto year = std::chrono::year_month_day(thursday).year();
    return static_cast<int>((thursday - std::chrono::sys_days(year / 1 / 1)).count()) / 7 + 1;
  }

  /// Days from this one to the last of this month, or of the month `ahead` months later.
  [[nodiscard]] int days_to_end_of_month(unsigned ahead = 0) const {
    const auto month = date.year() / date.month() + std::chrono::months(ahead);
    return -days_since(month / std::chrono::last);
  }
  [[nodiscard]] int days_to_end_of_quarter() const {
    return days_to_end_of_month(quarter() * 3 - month());
  }

 private:
  [[nodiscard]] int days_since(std::chrono::sys_days other) const {
    return static_cast<int>((day - other).count());
  }
};

}  // namespace nautilus::features
