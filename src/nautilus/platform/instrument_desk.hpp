// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "nautilus/base/clock.hpp"
#include "nautilus/base/snapshot.hpp"
#include "nautilus/market/calendars/calendar_set.hpp"
#include "nautilus/market/instruments/instrument_book.hpp"
#include "nautilus/platform/actor.hpp"
#include "nautilus/platform/instrument_answers.hpp"
#include "nautilus/storage/database.hpp"

namespace nautilus::platform {

/// Instruments in and out, and who a name means. Thread-safe; who asks never waits for who writes.
class InstrumentDesk {
 public:
  using SharedBook = std::shared_ptr<const market::InstrumentBook>;

  InstrumentDesk(storage::Database& database, const Clock& clock, market::CalendarSet calendars);

  /// Takes over what is held. Errors: those of the database, and of a calendar that an instrument
  /// names and that there is no longer.
  Result<void> load();

  /// Called after each change. REQUIRES: set before the first one.
  void on_change(std::function<void()> changed) { changed_ = std::move(changed); }

  [[nodiscard]] SharedBook book() const { return book_.load(); }
  [[nodiscard]] const market::CalendarSet& calendars() const { return calendars_; }

  /// All, or the one of a name. Errors: not_found; conflict where the name may mean several.
  [[nodiscard]] Result<InstrumentsAnswer> instruments(const InstrumentsQuery& query) const;

  /// Stores instruments, each in the place of an earlier one of its id, all or none.
  /// Errors: invalid_argument naming `instruments.N`, field and remedy.
  Result<InstrumentsReport> put(const Actor& actor, const InstrumentsRequest& request);

  /// The same of a file, TOML or JSON; with `partial`, those that are sound.
  /// Errors: as above, naming path and line.
  Result<InstrumentsReport> put_file(const Actor& actor, const std::string& path, bool partial);

 private:
  Result<InstrumentsReport> store(const Actor& actor, const market::InstrumentBook& book,
                                  const std::vector<market::Instrument>& changed);

  storage::Database& database_;
  const Clock& clock_;
  market::CalendarSet calendars_;
  std::mutex writing_;
  Snapshot<const market::InstrumentBook> book_;
  std::function<void()> changed_;
};

}  // namespace nautilus::platform
