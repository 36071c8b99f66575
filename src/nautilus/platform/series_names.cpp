// SPDX-License-Identifier: MIT
#include "nautilus/platform/series_names.hpp"

#include <algorithm>
#include <chrono>

namespace nautilus::platform {

NamedSeries NamedSeries::as_stored(const market::SeriesKey& key) {
  return {key,
          {{key.symbol, market::kAlways, market::kAlways}},
          {{key, market::kAlways, market::kAlways}},
          std::nullopt};
}

void SeriesNames::add(std::span<const market::SeriesKey> stored) {
  const std::lock_guard lock(mutex_);
  stored_.insert(stored.begin(), stored.end());
}

NamedSeries SeriesNames::of(const market::SeriesKey& asked, std::optional<Timestamp> as_of) const {
  const auto book = instruments_.book();
  if (book->bearers(asked.symbol).empty()) return NamedSeries::as_stored(asked);
  const auto at = as_of.value_or(clock_.now());
  auto instrument = book->resolve(asked.symbol, at);
  const bool is_borne =
      instrument || !book->bearers(asked.symbol, {at, at + std::chrono::nanoseconds(1)}).empty();
  if (!is_borne) {
    const auto former = book->bearers(asked.symbol, {kEarliest, at});
    if (former.size() == 1) instrument = former.front();
    // One after the other: what is stored under the name is of all of them.
    if (former.size() > 1) return {.key = asked, .ambiguity = instrument.error()};
  }
  if (!instrument) return NamedSeries::as_stored(asked);
  auto series = of_instrument(*book, **instrument, asked.timeframe);
  if (series.parts.empty()) series.key = asked;  // So that it is said to be missing.
  return series;
}

/// Called by the one name it is stored under, as long as that is its own; else by the id.
NamedSeries SeriesNames::of_instrument(const market::InstrumentBook& book,
                                       const market::Instrument& instrument,
                                       market::Timeframe timeframe) const {
  NamedSeries series{.key = {instrument.instrument_id, timeframe},
                     .names = book.names_in_time(instrument)};
  const market::NameInTime* only = nullptr;
  bool is_only = true;
  for (const auto& each : series.names) {
    if (!holds({each.name, timeframe})) continue;
    series.parts.push_back({{each.name, timeframe}, each.within, each.borne});
    is_only = is_only && each.is_own && (only == nullptr || only->name == each.name);
    only = &each;
  }
  if (only != nullptr && is_only) series.key.symbol = only->name;
  return series;
}

std::vector<NamedSeries> SeriesNames::ever(const market::SeriesKey& asked) const {
  const auto book = instruments_.book();
  std::vector<NamedSeries> all;
  for (const auto* instrument : book->bearers(asked.symbol)) {
    all.push_back(of_instrument(*book, *instrument, asked.timeframe));
  }
  return all;
}

market::CalendarPointer SeriesNames::calendar_of(const std::string& name,
                                                 std::optional<Timestamp> as_of) const {
  const auto book = instruments_.book();
  const auto instrument = book->resolve(name, as_of.value_or(clock_.now()));
  if (!instrument || !(*instrument)->calendar) return nullptr;
  return instruments_.calendars().find(*(*instrument)->calendar).value_or(nullptr);
}

std::string SeriesNames::stored_name(const std::string& symbol, Timestamp at) const {
  const auto book = instruments_.book();
  if (book->all().empty() || holds_any(symbol)) return symbol;
  const auto instrument = book->resolve(symbol, clock_.now());
  if (!instrument) return symbol;
  for (const auto& each : book->names_in_time(**instrument)) {
    if (each.within.contains(at) && holds_any(each.name)) return each.name;
  }
  return symbol;
}

bool SeriesNames::is_known(const std::string& symbol) const {
  return holds_any(symbol) || !instruments_.book()->bearers(symbol).empty();
}

std::set<market::SeriesKey> SeriesNames::stored() const {
  const std::lock_guard lock(mutex_);
  return stored_;
}

std::vector<market::SeriesKey> SeriesNames::readable() const {
  const auto book = instruments_.book();
  std::set<market::SeriesKey> readable;
  for (const auto& key : stored()) {
    bool is_part = false;
    for (const auto* instrument : book->bearers(key.symbol)) {
      const auto series = of_instrument(*book, *instrument, key.timeframe);
      if (std::ranges::find(series.parts, key, &market::SeriesPart::key) == series.parts.end()) {
        continue;
      }
      readable.insert(series.key);
      is_part = true;
    }
    if (!is_part) readable.insert(key);
  }
  return {readable.begin(), readable.end()};
}

std::vector<market::SeriesKey> SeriesNames::readers_of(const market::SeriesKey& stored) const {
  std::vector<market::SeriesKey> readers{stored};
  const auto book = instruments_.book();
  for (const auto* instrument : book->bearers(stored.symbol)) {
    const auto key = of_instrument(*book, *instrument, stored.timeframe).key;
    if (key != stored) readers.push_back(key);
  }
  return readers;
}

bool SeriesNames::holds(const market::SeriesKey& key) const {
  const std::lock_guard lock(mutex_);
  return stored_.contains(key);
}

bool SeriesNames::holds_any(const std::string& symbol) const {
  const std::lock_guard lock(mutex_);
  return std::ranges::any_of(stored_, [&](const auto& key) { return key.symbol == symbol; });
}

}  // namespace nautilus::platform
