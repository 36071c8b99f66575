// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "nautilus/base/clock.hpp"
#include "nautilus/base/progress.hpp"
#include "nautilus/market/bar_store.hpp"
#include "nautilus/market/sources/csv_summary.hpp"
#include "nautilus/platform/action_desk.hpp"
#include "nautilus/platform/actor.hpp"
#include "nautilus/platform/instrument_desk.hpp"
#include "nautilus/platform/market_answers.hpp"
#include "nautilus/platform/platform_metrics.hpp"
#include "nautilus/platform/series_names.hpp"
#include "nautilus/platform/series_versions.hpp"

namespace nautilus::platform {

/// Market data in and out: what REST and the command line both call. Thread-safe.
class MarketDesk {
 public:
  using Changed = std::function<void(const market::SeriesKey&)>;

  /// What it is given must outlive it; `segments` may be null.
  MarketDesk(storage::Database& database, market::SegmentStore* segments,
             const InstrumentDesk& instruments, const Clock& clock, PlatformMetrics& metrics)
      : database_(database),
        names_(instruments, clock),
        store_(database, segments),
        actions_(database, clock, names_),
        clock_(clock),
        metrics_(metrics) {
    actions_.on_change([this](const std::string& symbol) { prices_changed(symbol); });
  }

  /// Takes over which series are held.
  Result<void> load();

  /// Called after each committed change, once per series. REQUIRES: set before the first ingest.
  void on_change(Changed changed) { changed_ = std::move(changed); }

  /// Stores the bars of a body; unsound rows are rejected one by one.
  /// Errors: unsupported_media_type, malformed, invalid_argument.
  Result<market::IngestReport> ingest(const Actor& actor, std::string_view media_type,
                                      std::string_view text, const IngestQuery& query);

  /// Stores the bars of a CSV file, all or none unless `partial`. Errors: invalid_argument naming
  /// line and field; unavailable when stopped.
  Result<market::IngestReport> ingest_file(const Actor& actor, const std::string& path,
                                           const FileIngestQuery& query, Progress& progress,
                                           const std::stop_token& stop);

  /// What is understood of a file that is read at that time, storing nothing. Errors: those of
  /// market::CsvReader.
  static Result<market::CsvSummary> summarise_file(const std::string& path,
                                                   const FileIngestQuery& query, Timestamp now);

  Result<BarsAnswer> bars(const BarsQuery& query);
  Result<SymbolsAnswer> symbols();

  /// What a name means at a time, now where unset, as its answers call it.
  [[nodiscard]] market::SeriesKey key_of(const market::SeriesKey& asked,
                                         std::optional<Timestamp> as_of = std::nullopt) const {
    return names_.of(asked, as_of).key;
  }

  /// Which names mean what.
  [[nodiscard]] const SeriesNames& names() const { return names_; }

  /// The calendar of the instrument that a name means; null where either is unknown.
  [[nodiscard]] market::CalendarPointer calendar_of(
      const std::string& name, std::optional<Timestamp> as_of = std::nullopt) const {
    return names_.calendar_of(name, as_of);
  }

  /// Whatever was computed from bars may go by other names or another calendar now: as if all had
  /// changed.
  void reconsider_all();

  /// All bars of a series that were over by `as_of`, and by now: a bar that still forms, or lies in
  /// the future, is held but not used. With `from`, those that open then or later.
  /// Errors: not_found.
  Result<market::BarSeries> series(const market::SeriesKey& key,
                                   std::optional<Timestamp> as_of = std::nullopt,
                                   std::optional<Timestamp> from = std::nullopt);

  /// The same bars as they looked at `as_of`, adjusted for what was known then; unset, for splits
  /// where any are known. Figures are computed from these. Errors: as series(); conflict naming an
  /// action that cannot be.
  Result<PriceHistory> history(const market::SeriesKey& key,
                               std::optional<Timestamp> as_of = std::nullopt,
                               std::optional<market::Adjustment> adjustment = std::nullopt,
                               std::optional<Timestamp> from = std::nullopt);

  /// When something about the series came to be known other than a bar at its close, ascending: a
  /// correction, a late bar, an action, another instrument that bears the name. Between two of
  /// these times no earlier value of a history changes. Errors: not_found.
  Result<std::vector<Timestamp>> knowledge_changes(const market::SeriesKey& key);

  /// Corporate actions in and out.
  ActionDesk& actions() { return actions_; }

  /// Until when what was computed from the bars known now stands, unless they are changed: the
  /// close of the next bar held, or the coming of an action known. Errors: not_found.
  Result<Timestamp> valid_until(const market::SeriesKey& key);

  /// Rises whenever the bars of the series that a name means change, or which these are.
  [[nodiscard]] std::uint64_t version_of(const market::SeriesKey& key) const;

  /// The same of all series of a timeframe together.
  [[nodiscard]] std::uint64_t version_of_all(market::Timeframe timeframe) const {
    return versions_.of_all(timeframe);
  }

 private:
  Result<market::IngestReport> ingest_ticks(const Actor& actor, const std::string& path,
                                            const FileIngestQuery& query);
  Result<std::unique_ptr<market::BarWriter>> begin();
  Result<market::BarPage> read_page(const NamedSeries& series, market::BarQuery query,
                                    market::Adjustment adjustment);
  Result<market::BarSeries> read(const NamedSeries& series, const market::SeriesKey& asked,
                                 std::optional<Timestamp> as_of, std::optional<Timestamp> from);

  Result<std::vector<Timestamp>> changes_of(const NamedSeries& series);

  /// The actions of a symbol changed, and with them how all its series look.
  void prices_changed(const std::string& symbol);

  /// Commits what was added together with its audit record, then tells who keeps figures of it.
  Result<market::IngestReport> finish(const Actor& actor, market::BarWriter& writer);

  storage::Database& database_;
  SeriesNames names_;
  market::BarStore store_;
  ActionDesk actions_;
  const Clock& clock_;
  PlatformMetrics& metrics_;
  SeriesVersions versions_;
  Changed changed_;
};

}  // namespace nautilus::platform
