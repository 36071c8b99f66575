// SPDX-License-Identifier: MIT
#include "nautilus/platform/universe_desk.hpp"

#include <algorithm>
#include <chrono>

#include <fmt/format.h>

#include "nautilus/base/json_write.hpp"

namespace nautilus::platform {
namespace {

using features::Side;
using features::UniverseMember;

// A figure of a time at which some bar is late stands for the next one too.
constexpr auto kFigureHistory = std::chrono::hours(24) * 5;
constexpr std::size_t kUniversesKept = 8;
constexpr std::chrono::hours kTimeToLive{1};

bool contains(const std::vector<std::string>& symbols, const std::string& symbol) {
  return std::ranges::find(symbols, symbol) != symbols.end();
}

features::TimedValues closes_of(const market::BarSeries& bars,
                                std::span<const Timestamp> known_at) {
  return {bars.timestamps, known_at, bars.close};
}

/// Why a figure has no value yet.
std::string why_none(UniverseFigure figure, std::size_t symbols) {
  const features::UniverseParams params;
  if (figure == UniverseFigure::rotation) {
    return fmt::format(
        "not loaded: {} daily bars of a cyclical and a defensive symbol; load them with POST "
        "/market/bars",
        params.return_period + 1);
  }
  const int bars = figure == UniverseFigure::breadth       ? params.average_period
                   : figure == UniverseFigure::return_rank ? params.return_period + 1
                                                           : params.component_window + 1;
  return fmt::format(
      "not loaded: a universe of {} symbols with {} daily bars each; {} have bars "
      "in the 200 days before; load them with POST /market/bars",
      params.fewest_members, bars, symbols);
}

}  // namespace

std::optional<UniverseFigure> universe_figure(std::string_view name) {
  if (name == "market_breadth") return UniverseFigure::breadth;
  if (name == "sector_rotation") return UniverseFigure::rotation;
  if (name == "return_rank_20") return UniverseFigure::return_rank;
  if (name == "first_component_share_60") return UniverseFigure::first_component_share;
  return std::nullopt;
}

UniverseDesk::UniverseDesk(MarketDesk& market, const Clock& clock,
                           const config::FeatureSettings& settings)
    : market_(market), clock_(clock), settings_(settings), cache_(kUniversesKept, kTimeToLive) {}

void UniverseDesk::Loaded::add(market::BarSeries bars, const UniverseMember& member) {
  known_at.push_back(known_times(bars));
  series.push_back(std::move(bars));
  members.push_back(member);
}

std::vector<features::UniverseSeries> UniverseDesk::Loaded::views() const {
  std::vector<features::UniverseSeries> views;
  for (std::size_t i = 0; i < series.size(); ++i) {
    views.push_back({members[i], closes_of(series[i], known_at[i])});
  }
  return views;
}

std::size_t UniverseDesk::Loaded::counted() const {
  return static_cast<std::size_t>(std::ranges::count(members, true, &UniverseMember::is_counted));
}

Side UniverseDesk::side_of(const std::string& symbol) const {
  if (contains(settings_.cyclical_symbols, symbol)) return Side::cyclical;
  if (contains(settings_.defensive_symbols, symbol)) return Side::defensive;
  return Side::neither;
}

std::vector<std::string> UniverseDesk::universe() {
  if (!settings_.universe.empty()) return settings_.universe;
  std::vector<std::string> symbols;
  for (const auto& each : market_.names().readable()) {
    if (each.timeframe == market::Timeframe()) symbols.push_back(each.symbol);
  }
  return symbols;
}

std::vector<std::string> UniverseDesk::symbols() {
  auto symbols = universe();
  for (const auto* side : {&settings_.cyclical_symbols, &settings_.defensive_symbols}) {
    for (const auto& each : *side) {
      if (!contains(symbols, each)) symbols.push_back(each);
    }
  }
  return symbols;
}

Result<UniverseDesk::Loaded> UniverseDesk::load_anew(Timestamp from, std::optional<Timestamp> as_of,
                                                     const Cancellation& cancellation) {
  const auto counted = universe();
  Loaded loaded;
  for (const auto& symbol : symbols()) {
    NAUTILUS_CHECK(cancellation.check());
    auto held = market_.history({symbol, market::Timeframe()}, as_of, std::nullopt,
                                from - features::UniverseParams().longest_window);
    if (!held && held.error().code == ErrorCode::not_found) continue;
    if (!held) return std::move(held).error();
    if (held->bars.empty()) continue;
    loaded.add(std::move(held->bars),
               {.is_counted = contains(counted, symbol), .side = side_of(symbol)});
  }
  NAUTILUS_TRY(loaded.figures,
               cross_section(loaded.views(), {.components_from = from}, cancellation));
  return loaded;
}

Result<UniverseDesk::SharedLoaded> UniverseDesk::load(Timestamp from, const market::BarSeries& bars,
                                                      Timestamp known_at,
                                                      std::optional<Timestamp> as_of,
                                                      const Cancellation& cancellation) {
  const std::string key = json::write(from) + json::write(bars.timestamps.back()) +
                          json::write(known_at) + json::write(as_of) +
                          std::to_string(market_.version_of_all(market::Timeframe()));
  if (auto held = cache_.find(key, clock_.now())) return held;
  NAUTILUS_TRY(auto loaded, load_anew(from, as_of, cancellation));
  auto shared = std::make_shared<const Loaded>(std::move(loaded));
  cache_.keep(key, shared, clock_.now());
  return shared;
}

Result<features::PublishedSeries> UniverseDesk::ranks(const Loaded& loaded,
                                                      const market::BarSeries& bars,
                                                      std::span<const Timestamp> known_at,
                                                      Timestamp from,
                                                      const Cancellation& cancellation) {
  auto views = loaded.views();
  const auto& symbol = bars.key.symbol;
  const auto found = std::ranges::find_if(
      loaded.series, [&](const auto& series) { return series.key.symbol == symbol; });
  const auto place = static_cast<std::size_t>(found - loaded.series.begin());
  if (found == loaded.series.end()) {
    const auto first = static_cast<std::size_t>(
        std::ranges::lower_bound(bars.timestamps,
                                 from - features::UniverseParams().longest_window) -
        bars.timestamps.begin());
    views.push_back({{.is_counted = false},
                     {std::span(bars.timestamps).subspan(first), known_at.subspan(first),
                      std::span(bars.close).subspan(first)}});
  }
  NAUTILUS_TRY(auto figures,
               cross_section(views, {.ranked = place, .components_from = kLatest}, cancellation));
  return std::move(figures.return_rank);
}

Result<features::PublishedSeries> UniverseDesk::published(
    UniverseFigure figure, const Loaded& loaded, const market::BarSeries& bars,
    std::span<const Timestamp> known_at, Timestamp from, const Cancellation& cancellation) {
  switch (figure) {
    case UniverseFigure::breadth: return loaded.figures.breadth;
    case UniverseFigure::rotation: return loaded.figures.rotation;
    case UniverseFigure::return_rank: return ranks(loaded, bars, known_at, from, cancellation);
    case UniverseFigure::first_component_share: return loaded.figures.first_component_share;
  }
  return features::PublishedSeries();
}

Result<Joined> UniverseDesk::join(UniverseFigure figure, const market::BarSeries& bars,
                                  std::span<const Timestamp> known_at, std::size_t first,
                                  std::optional<Timestamp> as_of,
                                  const Cancellation& cancellation) {
  if (bars.key.timeframe != market::Timeframe()) {
    return Joined::absent("the universe is of daily bars");
  }
  const auto from = bars.timestamps[first] - kFigureHistory;
  NAUTILUS_TRY(const auto loaded, load(from, bars, known_at.back(), as_of, cancellation));
  NAUTILUS_TRY(const auto series, published(figure, *loaded, bars, known_at, from, cancellation));
  auto column = features::join_as_of(known_at, series);
  if (has_a_value(column.values)) return Joined{std::move(column), {}};
  return Joined::absent(why_none(figure, loaded->counted()));
}

}  // namespace nautilus::platform
