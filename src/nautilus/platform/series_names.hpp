// SPDX-License-Identifier: MIT
#pragma once

#include <mutex>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "nautilus/market/stitched_bars.hpp"
#include "nautilus/platform/instrument_desk.hpp"

namespace nautilus::platform {

/// The series that a name means, and where its data lie.
struct NamedSeries {
  market::SeriesKey key;                  ///< What answers call it.
  std::vector<market::NameInTime> names;  ///< Under which what is known of it may be kept.
  std::vector<market::SeriesPart> parts;  ///< Stored series that it is made of.
  std::optional<Error> ambiguity;         ///< Where nobody bears the name any more and several did.

  /// The series stored under that very name and no other.
  static NamedSeries as_stored(const market::SeriesKey& key);
};

/// Which series are held, and which of them a name means: see
/// docs/decisions/0007-series-and-names.md. Thread-safe.
class SeriesNames {
 public:
  /// What it is given must outlive it.
  SeriesNames(const InstrumentDesk& instruments, const Clock& clock)
      : instruments_(instruments), clock_(clock) {}

  /// These series are held from now on.
  void add(std::span<const market::SeriesKey> stored);

  /// What the name means at a time, now where unset: the series of its instrument, else the one
  /// stored under that very name; nothing, with the reason, where several bore it and none does.
  [[nodiscard]] NamedSeries of(const market::SeriesKey& asked,
                               std::optional<Timestamp> as_of = std::nullopt) const;

  /// The series of every instrument that ever bore the name, or whose id it is.
  [[nodiscard]] std::vector<NamedSeries> ever(const market::SeriesKey& asked) const;

  /// The calendar of the instrument that a name means; null where either is unknown.
  [[nodiscard]] market::CalendarPointer calendar_of(const std::string& name,
                                                    std::optional<Timestamp> as_of) const;

  /// The name under which bars of that time, of any length, are held of what a name means; the name
  /// itself where they are held under it, or under none.
  [[nodiscard]] std::string stored_name(const std::string& symbol, Timestamp at) const;

  /// Whether bars of any length are held under a name, or it means an instrument, or several.
  [[nodiscard]] bool is_known(const std::string& symbol) const;

  /// The stored series.
  [[nodiscard]] std::set<market::SeriesKey> stored() const;

  /// The series that can be asked for, each once: instruments', and those of names without one.
  [[nodiscard]] std::vector<market::SeriesKey> readable() const;

  /// The series that a stored one may be a part of, itself among them.
  [[nodiscard]] std::vector<market::SeriesKey> readers_of(const market::SeriesKey& stored) const;

 private:
  [[nodiscard]] NamedSeries of_instrument(const market::InstrumentBook& book,
                                          const market::Instrument& instrument,
                                          market::Timeframe timeframe) const;
  [[nodiscard]] bool holds(const market::SeriesKey& key) const;
  [[nodiscard]] bool holds_any(const std::string& symbol) const;

  const InstrumentDesk& instruments_;
  const Clock& clock_;
  mutable std::mutex mutex_;
  std::set<market::SeriesKey> stored_;
};

}  // namespace nautilus::platform
