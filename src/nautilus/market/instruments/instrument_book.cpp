// SPDX-License-Identifier: MIT
#include "nautilus/market/instruments/instrument_book.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

namespace nautilus::market {
namespace {

std::string with_venue(const std::string& symbol, const Instrument& instrument) {
  return symbol + '.' + instrument.venue;
}

Period listing_of(const Instrument& instrument) {
  return {instrument.listed.value_or(kEarliest), instrument.delisted.value_or(kLatest)};
}

/// The symbol follows the alias that ended last; one without an end stands beside it.
Period period_of_symbol(const Instrument& instrument) {
  auto period = listing_of(instrument);
  for (const auto& alias : instrument.aliases) {
    if (alias.to && *alias.to < period.to) period.from = std::max(period.from, *alias.to);
  }
  return period;
}

/// A name without the venue, when it was borne, and when nothing says that it was not.
struct Name {
  std::string symbol;
  Period period;
  Period possible;
};

/// The newest first.
std::vector<Name> names_of(const Instrument& instrument) {
  std::vector<Name> names{
      {instrument.symbol, period_of_symbol(instrument), listing_of(instrument)}};
  for (const auto& alias : instrument.aliases) {
    // Given as an alias too, the symbol was borne when that says.
    if (alias.symbol == instrument.symbol && !names.empty() &&
        names.front().symbol == instrument.symbol) {
      names.front().period = names.front().possible = period_of(alias);
    } else {
      names.push_back({alias.symbol, period_of(alias), period_of(alias)});
    }
  }
  std::ranges::stable_sort(names, std::ranges::greater(),
                           [](const Name& name) { return name.period.to; });
  return names;
}

/// What is left of a period without the others.
std::vector<Period> without(const Period& period, std::span<const Period> others) {
  std::vector<Period> left{period};
  for (const auto& other : others) {
    std::vector<Period> next;
    for (const auto& each : left) {
      for (const auto& part :
           {common(each, {kEarliest, other.from}), common(each, {other.to, kLatest})}) {
        if (!part.empty()) next.push_back(part);
      }
    }
    left = std::move(next);
  }
  return left;
}

std::string ids_of(std::span<const Instrument* const> instruments) {
  std::vector<std::string_view> ids;
  for (const auto* each : instruments) ids.push_back(each->instrument_id);
  return fmt::format("{}", fmt::join(ids, ", "));
}

Error placed(Error error, std::size_t index) {
  error = std::move(error).at(std::to_string(index)).at("instruments");
  if (!error.faults.empty()) error.message = describe(error.faults.front());
  return error;
}

Result<Instrument> checked(Instrument instrument, const CalendarSet& calendars) {
  NAUTILUS_TRY(auto sound, completed(std::move(instrument)));
  if (!sound.calendar) return sound;
  if (const auto known = calendars.find(*sound.calendar); !known) {
    return field_error({"calendar"}, known.error().message, "not_allowed");
  }
  return sound;
}

}  // namespace

Result<InstrumentBook> InstrumentBook::with(std::vector<Instrument> changed,
                                            const CalendarSet& calendars) const {
  InstrumentBook book;
  std::vector<std::string> ids;
  for (std::size_t i = 0; i < changed.size(); ++i) {
    auto sound = checked(std::move(changed[i]), calendars);
    if (!sound) return placed(std::move(sound).error(), i);
    if (std::ranges::find(ids, sound->instrument_id) != ids.end()) {
      return placed(field_error({"instrument_id"},
                                fmt::format("{} is given twice; remove one", sound->instrument_id),
                                "duplicate"),
                    i);
    }
    ids.push_back(sound->instrument_id);
    book.instruments_.push_back(*std::move(sound));
  }
  const std::set<std::string_view> replaced(ids.begin(), ids.end());
  for (const auto& held : instruments_) {
    if (!replaced.contains(held.instrument_id)) book.instruments_.push_back(held);
  }
  std::ranges::sort(book.instruments_, {}, &Instrument::instrument_id);
  book.index_names();
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const auto& instrument = *book.find(ids[i]);
    if (auto sound = book.check_cycle(instrument); !sound) {
      return placed(std::move(sound).error(), i);
    }
    if (auto sound = book.check_names(instrument); !sound) {
      return placed(std::move(sound).error(), i);
    }
  }
  return book;
}

void InstrumentBook::index_names() {
  for (std::size_t i = 0; i < instruments_.size(); ++i) {
    const auto& instrument = instruments_[i];
    names_[instrument.instrument_id].push_back({i, listing_of(instrument)});
    for (const auto& [symbol, period, possible] : names_of(instrument)) {
      names_[symbol].push_back({i, period});
      names_[with_venue(symbol, instrument)].push_back({i, period});
    }
  }
}

std::vector<const Instrument*> InstrumentBook::bearers(std::string_view name,
                                                       const Period& during) const {
  std::vector<const Instrument*> found;
  const auto entry = names_.find(name);
  if (entry == names_.end()) return found;
  for (const auto& [index, period] : entry->second) {
    const auto* instrument = &instruments_[index];
    if (!overlap(period, during) || std::ranges::find(found, instrument) != found.end()) continue;
    found.push_back(instrument);
  }
  return found;
}

Result<void> InstrumentBook::check_names(const Instrument& instrument) const {
  for (const auto& [symbol, period, possible] : names_of(instrument)) {
    for (const auto* other : bearers(with_venue(symbol, instrument), period)) {
      if (other == &instrument) continue;
      return field_error(
          {"aliases"},
          fmt::format("{} would be both {} and {} at one time; end the one where the "
                      "other begins, by `to`, `listed` or `delisted`",
                      with_venue(symbol, instrument), instrument.instrument_id,
                      other->instrument_id),
          "contradiction");
    }
  }
  return {};
}

std::vector<const Instrument*> InstrumentBook::named_by_aliases(
    const Instrument& instrument) const {
  std::vector<const Instrument*> named;
  for (const auto& alias : instrument.aliases) {
    for (const auto& name : {alias.symbol, with_venue(alias.symbol, instrument)}) {
      const auto* other = find(name);
      if (other == nullptr || other == &instrument) continue;
      if (overlap(listing_of(*other), period_of(alias))) named.push_back(other);
    }
  }
  return named;
}

Result<void> InstrumentBook::check_cycle(const Instrument& instrument) const {
  std::map<const Instrument*, const Instrument*> came_from{{&instrument, nullptr}};
  std::vector<const Instrument*> open{&instrument};
  while (!open.empty()) {
    const auto* at = open.back();
    open.pop_back();
    for (const auto* next : named_by_aliases(*at)) {
      if (next != &instrument) {
        if (came_from.emplace(next, at).second) open.push_back(next);
        continue;
      }
      std::vector<const Instrument*> way{&instrument};
      for (const auto* step = at; step != nullptr; step = came_from[step]) way.push_back(step);
      std::ranges::reverse(way);
      return field_error(
          {"aliases"}, fmt::format("an alias cycle: {}; remove one of these aliases", ids_of(way)),
          "cycle");
    }
  }
  return {};
}

const Instrument* InstrumentBook::find(std::string_view instrument_id) const {
  const auto found =
      std::ranges::lower_bound(instruments_, instrument_id, {}, &Instrument::instrument_id);
  return found == instruments_.end() || found->instrument_id != instrument_id ? nullptr : &*found;
}

Result<const Instrument*> InstrumentBook::resolve(std::string_view name, Timestamp as_of) const {
  if (const auto* instrument = find(name)) return instrument;
  auto named = bearers(name, {as_of, as_of + std::chrono::nanoseconds(1)});
  if (named.empty()) named = bearers(name, {kEarliest, kLatest});
  if (named.size() == 1) return named.front();
  if (named.empty()) {
    return Error{ErrorCode::not_found, fmt::format("no instrument is known as '{}'", name)};
  }
  return Error{ErrorCode::conflict,
               fmt::format("'{}' may be {}; name one by its id", name, ids_of(named))};
}

std::vector<const Instrument*> InstrumentBook::bearers(std::string_view name) const {
  if (const auto* instrument = find(name)) return {instrument};
  return bearers(name, kAlways);
}

std::vector<Period> InstrumentBook::borne_by_others(std::string_view name,
                                                    const Instrument& instrument) const {
  std::vector<Period> periods;
  const auto entry = names_.find(name);
  if (entry == names_.end()) return periods;
  for (const auto& [index, period] : entry->second) {
    if (&instruments_[index] != &instrument) periods.push_back(period);
  }
  return periods;
}

std::vector<NameInTime> InstrumentBook::names_in_time(const Instrument& instrument) const {
  std::vector<NameInTime> names{{instrument.instrument_id, kAlways, kAlways}};
  for (const auto& [symbol, period, possible] : names_of(instrument)) {
    for (const auto& name : {symbol, with_venue(symbol, instrument)}) {
      if (find(name) != nullptr) continue;  // An id means its own instrument always.
      const auto others = borne_by_others(name, instrument);
      if (others.empty()) {
        names.push_back({name, possible, period});
        continue;
      }
      for (const auto& own : without(period, others)) names.push_back({name, own, own, false});
    }
  }
  return names;
}

}  // namespace nautilus::market
