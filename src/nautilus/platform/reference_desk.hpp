// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "nautilus/config/settings.hpp"
#include "nautilus/platform/joined_columns.hpp"
#include "nautilus/platform/market_desk.hpp"
#include "nautilus/platform/regime_desk.hpp"
#include "nautilus/platform/series_desk.hpp"
#include "nautilus/platform/universe_desk.hpp"

namespace nautilus::platform {

/// The series that features join to bars, by the names that features give them:
///
///     benchmark, growth_benchmark, bond, sector   bars of the symbols that settings name
///     series:vix, series_before:vix               an external series' last value, and the one
///     before published:market_breadth                    what is computed here of other bars
///
/// Each value is as it was known when the bar was. Thread-safe.
class ReferenceDesk {
 public:
  struct Sources {
    MarketDesk& market;
    SeriesDesk& series;
    RegimeDesk& regime;
    const Clock& clock;
  };

  ReferenceDesk(const Sources& sources, const config::FeatureSettings& settings);

  /// What stands beside these bars of each reference. Those before bar `first` need not all have
  /// theirs, for a figure of the universe is dear. REQUIRES: first is one of the bars.
  /// Errors: internal for a name that is none of the above; those of the database and of the
  /// cancellation.
  Result<JoinedColumns> join(std::span<const std::string> references, const market::BarSeries& bars,
                             std::size_t first, std::optional<Timestamp> as_of,
                             const Cancellation& cancellation);

  /// When bars that stand behind a reference came to look different, as
  /// MarketDesk::knowledge_changes() says it; none of what is joined as it was at each bar anyway.
  Result<std::vector<Timestamp>> knowledge_changes(std::string_view reference,
                                                   const market::SeriesKey& beside);

  /// A text that changes with anything that is joined to bars of this timeframe.
  [[nodiscard]] std::string version(market::Timeframe timeframe) const;

 private:
  struct Beside {
    const market::BarSeries& bars;
    std::vector<Timestamp> known_at;
    std::size_t first;
    std::optional<Timestamp> as_of;
    const Cancellation& cancellation;
  };

  /// The symbol whose bars a reference joins, and nullopt for others.
  [[nodiscard]] std::optional<std::string_view> symbol_behind(
      std::string_view reference, const market::SeriesKey& beside) const;
  [[nodiscard]] std::vector<std::string> symbols_behind(std::string_view reference,
                                                        const market::SeriesKey& beside);
  Result<Joined> join_one(std::string_view reference, const Beside& beside);
  Result<Joined> join_symbol(std::string_view symbol, const Beside& beside);
  [[nodiscard]] bool means(std::string_view name, const market::SeriesKey& key) const;
  Result<Joined> join_external(std::string_view name, bool before, const Beside& beside);
  Result<Joined> join_published(std::string_view name, const Beside& beside);
  Result<Joined> join_regime_strength(const Beside& beside);

  Sources sources_;
  const config::FeatureSettings& settings_;
  UniverseDesk universe_;
};

}  // namespace nautilus::platform
