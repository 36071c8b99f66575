// SPDX-License-Identifier: MIT
#include "nautilus/platform/reference_desk.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "nautilus/platform/session_join.hpp"

namespace nautilus::platform {
namespace {

constexpr std::string_view kSector = "sector";

using features::JoinedColumn;

/// The setting that names the external series of an alternative feature.
const std::string* series_id(const config::FeatureSettings& settings, std::string_view name) {
  if (name == "vix") return &settings.vix_series;
  if (name == "treasury_10y") return &settings.treasury_10y_series;
  if (name == "treasury_2y") return &settings.treasury_2y_series;
  if (name == "dollar_index") return &settings.dollar_index_series;
  if (name == "oil_price") return &settings.oil_price_series;
  if (name == "gold_price") return &settings.gold_price_series;
  if (name == "earnings_sentiment") return &settings.earnings_sentiment_series;
  if (name == "news_sentiment") return &settings.news_sentiment_series;
  return nullptr;
}

Error unknown(std::string_view reference) {
  return {ErrorCode::internal, fmt::format("no series is joined by the name '{}'", reference)};
}

/// The text before and after the first separator; all and nothing without one.
std::pair<std::string_view, std::string_view> split_at(std::string_view text, char separator) {
  const auto place = text.find(separator);
  if (place == std::string_view::npos) return {text, {}};
  return {text.substr(0, place), text.substr(place + 1)};
}

/// What follows the prefix; nullopt without it.
std::optional<std::string_view> after(std::string_view prefix, std::string_view name) {
  if (!name.starts_with(prefix)) return std::nullopt;
  return name.substr(prefix.size());
}

}  // namespace

ReferenceDesk::ReferenceDesk(const Sources& sources, const config::FeatureSettings& settings)
    : sources_(sources), settings_(settings), universe_(sources.market, sources.clock, settings) {}

std::string ReferenceDesk::version(market::Timeframe timeframe) const {
  return fmt::format("{},{},{},{}", sources_.market.version_of_all(timeframe),
                     sources_.market.version_of_all(market::Timeframe()), sources_.series.version(),
                     sources_.regime.issued());
}

Result<JoinedColumns> ReferenceDesk::join(std::span<const std::string> references,
                                          const market::BarSeries& bars, std::size_t first,
                                          std::optional<Timestamp> as_of,
                                          const Cancellation& cancellation) {
  JoinedColumns out;
  const Beside beside{bars, known_times(bars), first, as_of, cancellation};
  for (const std::string& each : references) {
    NAUTILUS_CHECK(cancellation.check());
    NAUTILUS_TRY(auto joined, join_one(each, beside));
    out.add(each, std::move(joined));
  }
  return out;
}

std::optional<std::string_view> ReferenceDesk::symbol_behind(
    std::string_view reference, const market::SeriesKey& beside) const {
  if (reference == "benchmark") return settings_.benchmark_symbol;
  if (reference == "growth_benchmark") return settings_.growth_symbol;
  if (reference == "bond") return settings_.bond_symbol;
  if (reference != kSector) return std::nullopt;
  for (const std::string& entry : settings_.sector_symbols) {
    const auto [name, sector] = split_at(entry, '=');
    if (!sector.empty() && means(name, beside)) return sector;
  }
  return std::nullopt;
}

Result<std::vector<Timestamp>> ReferenceDesk::knowledge_changes(std::string_view reference,
                                                                const market::SeriesKey& beside) {
  std::vector<Timestamp> all;
  for (auto& symbol : symbols_behind(reference, beside)) {
    const auto changes = sources_.market.knowledge_changes({std::move(symbol), beside.timeframe});
    if (!changes && changes.error().code == ErrorCode::not_found) continue;
    if (!changes) return changes.error();
    all.insert(all.end(), changes->begin(), changes->end());
  }
  std::ranges::sort(all);
  return all;
}

std::vector<std::string> ReferenceDesk::symbols_behind(std::string_view reference,
                                                       const market::SeriesKey& beside) {
  if (const auto symbol = symbol_behind(reference, beside)) return {std::string(*symbol)};
  const auto published = after("published:", reference);
  const bool joins_universe =
      published && universe_figure(*published) && beside.timeframe == market::Timeframe();
  return joins_universe ? universe_.symbols() : std::vector<std::string>();
}

Result<Joined> ReferenceDesk::join_one(std::string_view reference, const Beside& beside) {
  const std::string& own = beside.bars.key.symbol;
  if (const auto symbol = symbol_behind(reference, beside.bars.key))
    return join_symbol(*symbol, beside);
  if (reference == kSector) {
    return Joined::absent(fmt::format(
        "no sector is known for {}; name its symbol in features.sector_symbols as {}=SECTOR", own,
        own));
  }
  if (const auto name = after("series:", reference)) return join_external(*name, false, beside);
  if (const auto name = after("series_before:", reference)) {
    return join_external(*name, true, beside);
  }
  if (const auto name = after("published:", reference)) return join_published(*name, beside);
  return unknown(reference);
}

Result<Joined> ReferenceDesk::join_symbol(std::string_view symbol, const Beside& beside) {
  const auto timeframe = beside.bars.key.timeframe;
  const auto held = sources_.market.history({std::string(symbol), timeframe}, beside.as_of);
  if (!held && held.error().code != ErrorCode::not_found) return held.error();
  if (!held || held->bars.empty()) {
    return Joined::absent(fmt::format("not loaded: {} bars of {}; load them with POST /market/bars",
                                      timeframe.name(), symbol));
  }
  const auto& other = held->bars;
  const auto known_at = known_times(other);
  auto column = features::join_same_bar(beside.bars.timestamps, beside.known_at,
                                        {other.timestamps, known_at, other.close});
  if (has_a_value(column.values)) return Joined{std::move(column), {}};
  return Joined::absent(
      fmt::format("no bar of {} opens with one of {} and is known as early; "
                  "give the instruments of both a calendar, or neither",
                  symbol, beside.bars.key.symbol));
}

bool ReferenceDesk::means(std::string_view name, const market::SeriesKey& key) const {
  if (name == key.symbol) return true;
  return !name.empty() && sources_.market.key_of({std::string(name), key.timeframe}) == key;
}

Result<Joined> ReferenceDesk::join_external(std::string_view name, bool before,
                                            const Beside& beside) {
  const std::string* const id = series_id(settings_, name);
  if (id == nullptr) return unknown(name);
  if (!settings_.alternative_data_enabled) {
    return Joined::absent("switched off: features.alternative_data_enabled");
  }
  auto values = sources_.series.as_of_join(*id, beside.known_at, beside.as_of);
  if (!values && values.error().code != ErrorCode::not_found) return std::move(values).error();
  if (!values) {
    return Joined::absent(
        fmt::format("not loaded: series {}; load it with POST /market/series", *id));
  }
  auto& column = before ? values->previous : values->value;
  if (!has_a_value(column)) {
    return Joined::absent(fmt::format("series {} had {} when these bars were known", *id,
                                      before ? "no two values" : "no value"));
  }
  return Joined{JoinedColumn{std::move(column), std::move(values->released_at)}, {}};
}

Result<Joined> ReferenceDesk::join_published(std::string_view name, const Beside& beside) {
  if (name == "regime_strength") return join_regime_strength(beside);
  if (auto sessions = join_sessions(name, beside.bars, beside.known_at)) return *sessions;
  const auto figure = universe_figure(name);
  if (!figure) return unknown(name);
  return universe_.join(*figure, beside.bars, beside.known_at, beside.first, beside.as_of,
                        beside.cancellation);
}

Result<Joined> ReferenceDesk::join_regime_strength(const Beside& beside) {
  const std::string& symbol = beside.bars.key.symbol;
  NAUTILUS_TRY(const auto strength,
               sources_.regime.published_strength(symbol, beside.known_at.back(), beside.as_of));
  if (strength.values.empty()) {
    return Joined::absent(fmt::format(
        "published by the regime room; not computed for {} by then: GET /regime/current does",
        symbol));
  }
  return Joined{features::join_as_of(beside.known_at, strength), {}};
}

}  // namespace nautilus::platform
