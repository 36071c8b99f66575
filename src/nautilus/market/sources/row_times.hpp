// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "nautilus/market/sources/date_form.hpp"
#include "nautilus/market/sources/zone_clock.hpp"

namespace nautilus::market {

/// The times of a file's rows as points in time. Used by one thread at a time.
class RowTimes {
 public:
  /// `zone` is that of times of day that name none. Errors: not_found for a zone.
  static Result<RowTimes> make(DateForm form, const std::optional<std::string>& zone);

  /// The time of the row at a line: a date is its midnight UTC.
  /// Errors: invalid_argument if it is no time of the file's form, has a time of day without a zone
  /// where none was given, or a zone where an earlier line has none, or the other way round.
  Result<Timestamp> read(std::string_view text, std::int64_t line);

  /// The same of a date with the time of day in a column of its own.
  Result<Timestamp> read(std::string_view date, std::string_view time_of_day, std::int64_t line);

 private:
  RowTimes(DateForm form, std::optional<ZoneClock> zone) : form_(form), zone_(std::move(zone)) {}

  Result<void> check_zone(const WrittenTime& time, std::int64_t line);

  DateForm form_;
  std::optional<ZoneClock> zone_;
  std::int64_t first_with_zone_ = 0;  ///< Its line; 0 if there was none.
  std::int64_t first_without_ = 0;
  std::string joined_;
};

}  // namespace nautilus::market
