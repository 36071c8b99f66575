// SPDX-License-Identifier: MIT
#include "nautilus/market/series/series_store.hpp"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "nautilus/base/text.hpp"
#include "nautilus/market/detail/external_tables.hpp"
#include "nautilus/market/detail/value_insertion.hpp"

namespace nautilus::market {
namespace {

/// By date and release, rows without a release first, equals as they came.
std::vector<const Observation*> in_order(const std::vector<Observation>& observations) {
  std::vector<const Observation*> order;
  order.reserve(observations.size());
  for (const auto& each : observations) order.push_back(&each);
  std::ranges::stable_sort(order, {}, [](const Observation* each) {
    return std::pair(each->observed_at, each->released_at);
  });
  return order;
}

struct Found {
  std::int64_t id = 0;
  ExternalSeriesSummary summary;
};

Result<std::vector<Found>> all_series(storage::Transaction& transaction) {
  NAUTILUS_TRY(const auto select,
               transaction.prepare(std::string(detail::kSelectSummary) + "ORDER BY series_id"));
  std::vector<Found> found;
  for (;;) {
    NAUTILUS_TRY(const bool more, select->step());
    if (!more) return found;
    NAUTILUS_TRY(auto summary, detail::summary_of(*select));
    found.push_back({select->integer(0), std::move(summary)});
  }
}

Result<Found> find(storage::Transaction& transaction, std::string_view series_id) {
  NAUTILUS_TRY(auto all, all_series(transaction));
  std::vector<std::string_view> known;
  for (auto& each : all) {
    if (each.summary.definition.series_id == series_id) return std::move(each);
    known.push_back(each.summary.definition.series_id);
  }
  return Error{ErrorCode::not_found,
               fmt::format("no series '{}' is held{}", std::string(series_id.substr(0, 40)),
                           did_you_mean(series_id, known))};
}

Result<std::vector<ReleasedValue>> all_rows(storage::Statement& select) {
  std::vector<ReleasedValue> values;
  for (;;) {
    NAUTILUS_TRY(const bool found, select.step());
    if (!found) return values;
    values.push_back(
        {{select.integer(0)}, {select.integer(1)}, select.real(2), {select.integer(3)}});
  }
}

constexpr std::string_view kEveryVersion =
    "SELECT observed_at, released_at, value, known_at FROM external_values WHERE series = ?1 AND "
    "released_at <= ?4 AND observed_at IN (SELECT DISTINCT observed_at FROM external_values WHERE "
    "series = ?1 AND observed_at >= ?2 AND observed_at < ?3 AND released_at <= ?4 ORDER BY "
    "observed_at LIMIT ?5) ORDER BY observed_at, released_at";
// Of a group with max() SQLite gives the other columns of the row that has it.
constexpr std::string_view kNewestVersions =
    "SELECT observed_at, max(released_at), value, known_at FROM external_values WHERE series = ? "
    "AND observed_at >= ? AND observed_at < ? AND released_at <= ? GROUP BY observed_at ORDER BY "
    "observed_at LIMIT ?";
constexpr std::string_view kByRelease =
    "SELECT observed_at, released_at, value, known_at FROM external_values WHERE series = ? AND "
    "released_at <= ? ORDER BY released_at, observed_at";

}  // namespace

std::span<const storage::Table* const> SeriesStore::tables() { return detail::kExternalTables; }

Result<SeriesReport> SeriesStore::write(storage::Transaction& transaction,
                                        const SeriesDefinition& definition,
                                        const SeriesBatch& batch, Timestamp now) {
  NAUTILUS_TRY(auto insertion, detail::ValueInsertion::begin(transaction, definition, now));
  for (const auto* row : in_order(batch.observations)) NAUTILUS_CHECK(insertion.add(*row));
  NAUTILUS_TRY(auto report, insertion.finish());
  report.skipped = batch.skipped;
  std::ranges::copy(batch.rejected, std::back_inserter(report.rejected));
  std::ranges::stable_sort(report.rejected, {}, &Rejection::index);
  return report;
}

Result<std::vector<ExternalSeriesSummary>> SeriesStore::list() {
  NAUTILUS_TRY(const auto transaction, database_.read());
  NAUTILUS_TRY(auto all, all_series(*transaction));
  std::vector<ExternalSeriesSummary> summaries;
  for (auto& each : all) summaries.push_back(std::move(each.summary));
  return summaries;
}

Result<ExternalSeriesSummary> SeriesStore::summary(std::string_view series_id) {
  NAUTILUS_TRY(const auto transaction, database_.read());
  NAUTILUS_TRY(auto found, find(*transaction, series_id));
  return std::move(found.summary);
}

Result<std::vector<ReleasedValue>> SeriesStore::read(const ExternalQuery& query) {
  NAUTILUS_TRY(const auto transaction, database_.read());
  NAUTILUS_TRY(const auto found, find(*transaction, query.series_id));
  NAUTILUS_TRY(const auto select,
               transaction->prepare(query.all_versions ? kEveryVersion : kNewestVersions));
  select->bind(1, found.id);
  select->bind(2, query.from.value_or(kEarliest).nanoseconds);
  select->bind(3, query.to.value_or(kLatest).nanoseconds);
  select->bind(4, query.as_of.value_or(kLatest).nanoseconds);
  select->bind(5, query.limit);
  return all_rows(*select);
}

Result<AsOfValues> SeriesStore::as_of_join(std::string_view series_id,
                                           std::span<const Timestamp> at,
                                           std::optional<Timestamp> as_of) {
  if (!std::ranges::is_sorted(at)) {
    return field_error({"at"}, "must ascend", "out_of_range");
  }
  NAUTILUS_TRY(const auto transaction, database_.read());
  NAUTILUS_TRY(const auto found, find(*transaction, series_id));
  NAUTILUS_TRY(const auto select, transaction->prepare(kByRelease));
  select->bind(1, found.id);
  select->bind(2, std::min(as_of.value_or(kLatest), kLatest).nanoseconds);
  NAUTILUS_TRY(const auto versions, all_rows(*select));
  return join_as_of(versions, at);
}

}  // namespace nautilus::market
