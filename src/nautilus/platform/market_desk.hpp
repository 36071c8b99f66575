// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "nautilus/base/clock.hpp"
#include "nautilus/base/progress.hpp"
#include "nautilus/market/bar_store.hpp"
#include "nautilus/platform/actor.hpp"
#include "nautilus/platform/market_answers.hpp"
#include "nautilus/platform/platform_metrics.hpp"
#include "nautilus/platform/series_versions.hpp"

namespace nautilus::platform {

/// Market data in and out: what REST and the command line both call. Thread-safe.
class MarketDesk {
 public:
  using Changed = std::function<void(const market::SeriesKey&)>;

  MarketDesk(storage::Database& database, const Clock& clock, PlatformMetrics& metrics)
      : database_(database), store_(database), clock_(clock), metrics_(metrics) {}

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

  Result<BarsAnswer> bars(const BarsQuery& query);
  Result<SymbolsAnswer> symbols();

  /// All bars of a series that were over by `as_of`, and by now: a bar that still forms, or lies in
  /// the future, is held but not used. Errors: not_found.
  Result<market::BarSeries> series(const market::SeriesKey& key,
                                   std::optional<Timestamp> as_of = std::nullopt);

  /// Until when what was computed from the bars known now stands, unless they are changed: the
  /// close of the next bar held. Errors: not_found.
  Result<Timestamp> valid_until(const market::SeriesKey& key);

  [[nodiscard]] std::uint64_t version_of(const market::SeriesKey& key) const {
    return versions_.of(key);
  }

 private:
  /// Commits what was added together with its audit record, then tells who keeps figures of it.
  Result<market::IngestReport> finish(const Actor& actor, market::BarWriter& writer);

  storage::Database& database_;
  market::BarStore store_;
  const Clock& clock_;
  PlatformMetrics& metrics_;
  SeriesVersions versions_;
  Changed changed_;
};

}  // namespace nautilus::platform
