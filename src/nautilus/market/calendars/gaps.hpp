// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "nautilus/base/field.hpp"
#include "nautilus/market/calendars/calendar.hpp"

namespace nautilus::market {

/// Sessions in a row of which a series has no bar: one finding, however many there are.
struct Gap {
  Timestamp from;  ///< The date of the first session missing.
  Timestamp to;    ///< The date of the last.
  std::int64_t sessions = 0;

  friend bool operator==(const Gap&, const Gap&) = default;

  static constexpr auto fields() {
    return std::tuple{
        field("from", &Gap::from, "Date of the first session missing"),
        field("to", &Gap::to, "Date of the last session missing"),
        field("sessions", &Gap::sessions, "Sessions missing in a row"),
    };
  }
};

/// The sessions between the first and the last bar that have none, oldest first. What comes before
/// the first bar, after the last, or where the calendar knows no dates, is not missing.
/// A bar stands for the session that Calendar::session_of gives. REQUIRES: `opens` ascend.
std::vector<Gap> gaps(const Calendar& calendar, std::span<const Timestamp> opens);

}  // namespace nautilus::market
