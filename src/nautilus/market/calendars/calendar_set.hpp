// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "nautilus/market/calendars/calendar.hpp"

namespace nautilus::market {

/// The calendars that there are: the built-in ones and those of a user's file. Never changes, so it
/// is read from any thread.
class CalendarSet {
 public:
  CalendarSet() = default;  ///< The built-in ones.

  /// With those of a file, TOML or JSON, all or none. Errors: those of read_document and
  /// read_calendars, naming path, line, field and remedy.
  static Result<CalendarSet> open(const std::string& path);

  /// Errors: not_found naming those there are; unavailable without a time zone database.
  [[nodiscard]] Result<CalendarPointer> find(std::string_view name) const;

  /// The built-in ones, then the user's in the order of the file.
  [[nodiscard]] std::vector<std::string> names() const;

 private:
  std::vector<CalendarPointer> own_;
};

}  // namespace nautilus::market
