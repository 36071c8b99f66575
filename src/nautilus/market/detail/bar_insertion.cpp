// SPDX-License-Identifier: MIT
#include "nautilus/market/detail/bar_insertion.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "nautilus/base/text.hpp"
#include "nautilus/market/detail/bar_rows.hpp"
#include "nautilus/market/quality/printed_precision.hpp"
#include "nautilus/market/symbol.hpp"

namespace nautilus::market::detail {
namespace {

void bind_key(storage::Statement& statement, const SeriesKey& key, const std::string& timeframe) {
  statement.bind(1, std::string_view(key.symbol));
  statement.bind(2, std::string_view(timeframe));
}

/// Counts a bar that differs from the one held, with both as an example.
void count_difference(ArrivalTally& tally, const Bar& held, const Bar& bar) {
  if (!tally.add(bar.timestamp)) return;
  const auto text = [](const Bar& each) {
    return fmt::format("{} {} {} {} volume {}", format_number(each.open), format_number(each.high),
                       format_number(each.low), format_number(each.close),
                       format_number(each.volume));
  };
  tally.examples.push_back(
      fmt::format("{}: {} after {}", format_timestamp(bar.timestamp), text(bar), text(held)));
}

}  // namespace

Result<std::unique_ptr<BarWriter>> BarInsertion::begin(storage::Database& database,
                                                       Timestamp received_at,
                                                       CalendarOf calendar_of) {
  NAUTILUS_TRY(auto transaction, database.write());
  std::unique_ptr<BarInsertion> writer(
      new BarInsertion(std::move(transaction), received_at, std::move(calendar_of)));
  NAUTILUS_CHECK(writer->prepare());
  return std::unique_ptr<BarWriter>(std::move(writer));
}

Result<void> BarInsertion::prepare() {
  NAUTILUS_TRY(insert_, transaction_->prepare("INSERT INTO bars VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) "
                                              "ON CONFLICT DO NOTHING"));
  NAUTILUS_TRY(versions_, BarVersions::prepare(*transaction_));
  return {};
}

Result<void> BarInsertion::add(const SeriesKey& key, const Bar& bar,
                               std::optional<Timestamp> known_at) {
  NAUTILUS_CHECK(check(bar));
  NAUTILUS_TRY(auto* found, series(key));
  return insert(*found, bar, known_at);
}

Result<void> BarInsertion::add(const BarBatch& batch) {
  std::vector<Series*> found;
  for (const auto& key : batch.keys()) {
    NAUTILUS_TRY(found.emplace_back(), series(key));
  }
  for (const auto& row : batch.rows()) {
    NAUTILUS_CHECK(insert(*found[row.series], row.bar, row.known_at));
  }
  for (std::size_t i = 0; i < found.size(); ++i) found[i]->order.add(batch.orders()[i]);
  for (const auto& row : batch.rejected_rows()) {
    findings_.reject(row);
    report_.rejected.push_back(row.rejection);
  }
  return {};
}

std::vector<SeriesKey> BarInsertion::keys() const {
  std::vector<SeriesKey> keys;
  for (const auto& [key, series] : series_) keys.push_back(key);
  return keys;
}

Result<BarInsertion::Series*> BarInsertion::series(const SeriesKey& key) {
  if (const auto known = series_.find(key); known != series_.end()) return &known->second;
  NAUTILUS_CHECK(check_symbol(key.symbol));
  NAUTILUS_TRY(auto stored, stored_series(key));
  stored.last_before = stored.last;
  stored.arrivals = &findings_.of(key);
  return &series_.emplace(key, stored).first->second;
}

Result<BarInsertion::Series> BarInsertion::stored_series(const SeriesKey& key) {
  const auto timeframe = key.timeframe.name();
  NAUTILUS_TRY(const auto insert,
               transaction_->prepare(
                   "INSERT INTO series (symbol, timeframe, first, last, bars, revision, versions) "
                   "VALUES (?, ?, ?, ?, 0, 0, 0) ON CONFLICT DO NOTHING"));
  bind_key(*insert, key, timeframe);
  insert->bind(3, Series{}.first.nanoseconds);
  insert->bind(4, Series{}.last.nanoseconds);
  NAUTILUS_CHECK(run(*insert));
  NAUTILUS_TRY(const auto select,
               transaction_->prepare("SELECT id, first, last, bars, versions, known_by FROM series "
                                     "WHERE symbol = ? AND timeframe = ?"));
  bind_key(*select, key, timeframe);
  NAUTILUS_CHECK(select->step());
  return Series{.id = select->integer(0),
                .timeframe = key.timeframe,
                .calendar = calendar_of_ ? calendar_of_(key.symbol) : nullptr,
                .first = {select->integer(1)},
                .last = {select->integer(2)},
                .bars = select->integer(3),
                .versions = select->integer(4),
                .known_by = known_at_of(*select, 5)};
}

Result<void> BarInsertion::insert(Series& series, const Bar& bar,
                                  std::optional<Timestamp> known_at) {
  if (known_at) {
    auto sound = check_known_at(*known_at, over_at(series, bar), received_at_);
    if (!sound) {
      return std::move(sound).error().in(
          fmt::format("the bar of {}", format_timestamp(bar.timestamp)));
    }
  }
  insert_->bind(1, series.id);
  insert_->bind(2, bar.timestamp.nanoseconds);
  const int next = bind_values(*insert_, 3, bar);
  insert_->bind(next, received_at_.nanoseconds);
  bind_known_at(*insert_, next + 1, known_at);
  NAUTILUS_CHECK(insert_->step());
  const bool is_new = insert_->changes() == 1;
  insert_->reset();
  if (!is_new) return add_version(series, bar, known_at);
  ++report_.accepted;
  ++series.bars;
  series.first = std::min(series.first, bar.timestamp);
  series.last = std::max(series.last, bar.timestamp);
  series.known_by = std::max(series.known_by, known_at);
  series.changed = true;
  if (bar.timestamp < series.last_before) series.arrivals->of(ArrivalKind::late).add(bar.timestamp);
  return {};
}

Timestamp BarInsertion::over_at(const Series& series, const Bar& bar) {
  return available_at(bar.timestamp, series.timeframe, series.calendar.get());
}

bool BarInsertion::counts_as_unchanged(Series& series, const BarVersions::Held& held,
                                       const Bar& bar) {
  auto& arrivals = *series.arrivals;
  // Of a series that this write has not changed, it came with another one of the same time.
  if (series.changed && held.received_at == received_at_.nanoseconds) {
    if (held.bar == bar) {
      arrivals.of(ArrivalKind::duplicate).add(bar.timestamp);
    } else {
      count_difference(arrivals.of(ArrivalKind::conflicting_duplicate), held.bar, bar);
    }
    return false;
  }
  if (source_.empty() || held.bar == bar) return false;
  const bool agrees = agrees_as_printed(held.bar, bar);
  const auto kind = agrees ? ArrivalKind::source_rounding : ArrivalKind::source_disagreement;
  count_difference(arrivals.of(kind), held.bar, bar);
  return agrees;
}

Result<void> BarInsertion::add_version(Series& series, const Bar& bar,
                                       std::optional<Timestamp> known_at) {
  const BarVersions::Arrival arrival{series.id, available_at(bar.timestamp, series.timeframe),
                                     received_at_, bar, known_at};
  NAUTILUS_TRY(const auto held, versions_->newest(series.id, bar.timestamp));
  if (!known_at && counts_as_unchanged(series, held, bar)) {
    ++report_.unchanged;
    return {};
  }
  NAUTILUS_TRY(const auto outcome, versions_->add(arrival, held, known_at));
  if (outcome == VersionOutcome::unchanged) {
    ++report_.unchanged;
    return {};
  }
  ++(outcome == VersionOutcome::corrected ? report_.corrected : report_.earlier);
  ++series.versions;
  if (outcome == VersionOutcome::corrected) series.known_by = std::max(series.known_by, known_at);
  series.changed = true;
  return {};
}

Result<void> BarInsertion::update_series() {
  NAUTILUS_TRY(const auto update,
               transaction_->prepare("UPDATE series SET first = ?, last = ?, bars = ?, "
                                     "versions = ?, known_by = ?, revision = max(revision + 1, ?) "
                                     "WHERE id = ?"));
  for (const auto& [key, series] : series_) {
    if (!series.changed) continue;
    update->bind(1, series.first.nanoseconds);
    update->bind(2, series.last.nanoseconds);
    update->bind(3, series.bars);
    update->bind(4, series.versions);
    bind_known_at(*update, 5, series.known_by);
    update->bind(6, received_at_.nanoseconds);
    update->bind(7, series.id);
    NAUTILUS_CHECK(run(*update));
  }
  return {};
}

Result<void> BarInsertion::write_findings() {
  for (auto& [key, series] : series_) {
    series.arrivals->of(ArrivalKind::out_of_order).add(series.order.disorder());
  }
  return findings_.write(*transaction_, received_at_, source_);
}

Result<IngestReport> BarInsertion::finish() {
  NAUTILUS_CHECK(update_series());
  NAUTILUS_CHECK(write_findings());
  NAUTILUS_CHECK(transaction_->commit());
  return std::move(report_);
}

}  // namespace nautilus::market::detail
