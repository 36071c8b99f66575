// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "nautilus/market/series/as_of_values.hpp"
#include "nautilus/market/series/observation.hpp"
#include "nautilus/market/series/series_definition.hpp"
#include "nautilus/storage/database.hpp"
#include "nautilus/storage/table.hpp"

namespace nautilus::market {

/// What became of the values of a write.
struct SeriesReport {
  std::string series_id;
  std::int64_t accepted = 0;
  std::int64_t revised = 0;
  std::int64_t unchanged = 0;
  std::int64_t skipped = 0;
  std::vector<Rejection> rejected;

  static constexpr auto fields() {
    using R = SeriesReport;
    return std::tuple{
        field("series_id", &R::series_id, "The series"),
        field("accepted", &R::accepted, "Observations that were new"),
        field("revised", &R::revised, "Further versions of observations held; the earlier stay"),
        field("unchanged", &R::unchanged, "Values that were held already"),
        field("skipped", &R::skipped, "Rows whose value is marked as missing"),
        field("rejected", &R::rejected, "Rows that are no sound value"),
    };
  }
};

/// A series held: its definition and what there is of it.
struct ExternalSeriesSummary {
  SeriesDefinition definition;
  Timestamp first;             ///< Oldest observation.
  Timestamp last;              ///< Newest observation.
  Timestamp last_released_at;  ///< Newest release.
  std::int64_t observations = 0;
  std::int64_t versions = 0;
};

struct ExternalQuery {
  std::string series_id;
  std::optional<Timestamp> from;       ///< First observation.
  std::optional<Timestamp> to;         ///< Observations before this.
  std::optional<Timestamp> as_of;      ///< Only what was public by then.
  bool all_versions = false;           ///< Else the newest of each observation.
  std::int64_t limit = 1'000'000'000;  ///< Most observations, each with all its versions.
};

/// External series held: values keyed by series, observation and release. Nothing held is ever
/// rewritten, so that a read `as_of` a time gives the same for ever.
///
/// Safe to call from several threads at once. Any call may fail as storage::Database does.
class SeriesStore {
 public:
  /// `database` outlives the store and has the tables below.
  explicit SeriesStore(storage::Database& database) : database_(database) {}

  /// The tables to give to storage::migrate.
  static std::span<const storage::Table* const> tables();

  /// Adds values to a series, and what the definition says to what is known of it; durable when
  /// `transaction` commits. A value without a release time is public `release_lag` after its date;
  /// where the observation is held already with another value, it is a revision public since `now`.
  /// Rejected in the report: a release after `now` or before its date, a value that contradicts one
  /// held for the same release. Errors: invalid_argument where a row has no release time and the
  /// series no lag.
  static Result<SeriesReport> write(storage::Transaction& transaction,
                                    const SeriesDefinition& definition, const SeriesBatch& batch,
                                    Timestamp now);

  /// Every series held, by name.
  Result<std::vector<ExternalSeriesSummary>> list();

  /// Errors: not_found, naming a near one.
  Result<ExternalSeriesSummary> summary(std::string_view series_id);

  /// The values asked for by observation and release; of more than `limit` the oldest.
  /// Errors: as `summary`.
  Result<std::vector<ReleasedValue>> read(const ExternalQuery& query);

  /// The series as it stood at each of the times `at`, and not later than `as_of`.
  /// Errors: as `summary`; invalid_argument if `at` does not ascend.
  Result<AsOfValues> as_of_join(std::string_view series_id, std::span<const Timestamp> at,
                                std::optional<Timestamp> as_of = std::nullopt);

 private:
  storage::Database& database_;
};

}  // namespace nautilus::market
