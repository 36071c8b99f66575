// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <optional>

#include "nautilus/market/series/series_store.hpp"

namespace nautilus::market::detail {

/// The summary in the current row of kSelectSummary.
inline constexpr std::string_view kSelectSummary =
    "SELECT id, series_id, title, unit, frequency, calendar, release_lag, source, first, last, "
    "last_released_at, observations, versions FROM external_series ";
Result<ExternalSeriesSummary> summary_of(const storage::Statement& row);

/// Adds values to one series within one transaction.
class ValueInsertion {
 public:
  /// Finds the series or adds it, and takes over what the definition says.
  static Result<ValueInsertion> begin(storage::Transaction& transaction,
                                      const SeriesDefinition& definition, Timestamp now);

  /// Rejected in the report, not an error: an unsound row.
  /// Errors: invalid_argument if it has no release time and the series no lag.
  Result<void> add(const Observation& row);

  Result<SeriesReport> finish();

 private:
  struct Held {
    double value = 0;
    Timestamp released_at;
    Timestamp known_at;
  };

  ValueInsertion(storage::Transaction& transaction, Timestamp now)
      : transaction_(transaction), now_(now) {}

  Result<void> find(const SeriesDefinition& definition);
  Result<void> create(const SeriesDefinition& definition);
  Result<void> prepare();
  Result<void> reject(const Observation& row, std::string_view field, std::string reason);
  Result<std::optional<Held>> newest(Timestamp observed_at);
  Result<std::optional<Held>> held_at(Timestamp observed_at, Timestamp released_at);
  Result<void> add_release(const Observation& row, Timestamp released_at);
  Result<void> add_undated(const Observation& row);
  Result<void> insert(const Observation& row, Timestamp released_at, bool is_first);

  storage::Transaction& transaction_;
  std::unique_ptr<storage::Statement> insert_;
  std::unique_ptr<storage::Statement> newest_;
  std::unique_ptr<storage::Statement> exact_;
  Timestamp now_;
  std::int64_t id_ = 0;
  ExternalSeriesSummary series_;
  SeriesReport report_;
};

}  // namespace nautilus::market::detail
