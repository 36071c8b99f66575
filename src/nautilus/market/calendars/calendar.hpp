// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "nautilus/base/result.hpp"
#include "nautilus/base/time.hpp"
#include "nautilus/market/timeframe.hpp"

namespace nautilus::market {

/// One session of trading, from `open` to before `close`.
struct Session {
  Timestamp date;  ///< Midnight UTC of the date that names it: the open of its date-only daily bar.
  Timestamp open;
  Timestamp close;

  [[nodiscard]] std::chrono::nanoseconds length() const { return close - open; }

  friend bool operator==(const Session&, const Session&) = default;
};

/// The sessions of a market over the dates that it knows of. They ascend and never overlap. A date
/// is the timestamp of its midnight UTC; a time within the day means the day.
///
/// Never changes, so it is shared by pointer and read from any thread. Outside the dates known it
/// answers with an error and never guesses: `invalid_argument`, naming the dates.
class Calendar {
 public:
  /// REQUIRES: sessions ascend without overlap, and their dates lie within `first` to `last`.
  Calendar(std::string name, std::string zone, Timestamp first, Timestamp last,
           std::vector<Session> sessions);

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] const std::string& zone() const { return zone_; }  ///< An IANA name.
  [[nodiscard]] Timestamp first() const { return first_; }         ///< The first date known.
  [[nodiscard]] Timestamp last() const { return last_; }           ///< The last date known.
  [[nodiscard]] bool covers(Timestamp date) const;

  /// Every session known, oldest first.
  [[nodiscard]] std::span<const Session> all() const { return sessions_; }

  /// The sessions of the dates from `from` to `to`, both included.
  /// Errors: as above, or `from` after `to`.
  [[nodiscard]] Result<std::span<const Session>> sessions(Timestamp from, Timestamp to) const;
  [[nodiscard]] Result<std::int64_t> count_between(Timestamp from, Timestamp to) const;

  /// The session of a date; none on a day without trading.
  [[nodiscard]] Result<std::optional<Session>> session_on(Timestamp date) const;
  [[nodiscard]] Result<bool> is_session(Timestamp date) const;

  /// When the session of a date ends. Errors: not_found on a day without trading.
  [[nodiscard]] Result<Timestamp> session_close(Timestamp date) const;

  /// The first session of a later date, and the last of an earlier one.
  /// Errors: not_found at the end of what is known.
  [[nodiscard]] Result<Session> next(Timestamp date) const;
  [[nodiscard]] Result<Session> previous(Timestamp date) const;

  /// The session that a bar opening at `at` belongs to: the one whose date that is, else from the
  /// earlier of its open and the midnight UTC of its date to before its close. Null for none.
  [[nodiscard]] const Session* session_of(Timestamp at) const;

  /// The first session that ends after `at`; null after the last.
  [[nodiscard]] const Session* first_closing_after(Timestamp at) const;

  /// The last session that has ended by `at`; null before the first.
  [[nodiscard]] const Session* last_closed_by(Timestamp at) const;

  /// Sessions in a year: the mean over the dates known as a whole number, such as 252 of XNYS.
  [[nodiscard]] double sessions_per_year() const { return sessions_per_year_; }

  /// The commonest length of a session.
  [[nodiscard]] std::chrono::nanoseconds session_length() const { return session_length_; }

  /// Bars in a year, to annualise with. A bar within the session counts as its part of the session
  /// (XNYS: 252 x 390 of "1m"), one of several days as the sessions in it, whole weeks as 52 a
  /// year.
  [[nodiscard]] double bars_per_year(Timeframe timeframe) const;

 private:
  [[nodiscard]] Result<void> check_covered(Timestamp date) const;
  [[nodiscard]] std::size_t index_from(Timestamp date) const;

  std::string name_;
  std::string zone_;
  Timestamp first_;
  Timestamp last_;
  std::vector<Session> sessions_;
  double sessions_per_year_;
  std::chrono::nanoseconds session_length_;
};

using CalendarPointer = std::shared_ptr<const Calendar>;

}  // namespace nautilus::market
