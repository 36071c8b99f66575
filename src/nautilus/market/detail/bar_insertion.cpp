// SPDX-License-Identifier: MIT
#include "nautilus/market/detail/bar_insertion.hpp"

#include <algorithm>

#include "nautilus/market/detail/bar_rows.hpp"
#include "nautilus/market/symbol.hpp"

namespace nautilus::market::detail {
namespace {

Result<void> run(storage::Statement& statement) {
  NAUTILUS_CHECK(statement.step());
  statement.reset();
  return {};
}

void bind_key(storage::Statement& statement, const SeriesKey& key, const std::string& timeframe) {
  statement.bind(1, std::string_view(key.symbol));
  statement.bind(2, std::string_view(timeframe));
}

}  // namespace

Result<std::unique_ptr<BarWriter>> BarInsertion::begin(storage::Database& database,
                                                       Timestamp received_at) {
  NAUTILUS_TRY(auto transaction, database.write());
  std::unique_ptr<BarInsertion> writer(new BarInsertion(std::move(transaction), received_at));
  NAUTILUS_CHECK(writer->prepare());
  return std::unique_ptr<BarWriter>(std::move(writer));
}

Result<void> BarInsertion::prepare() {
  NAUTILUS_TRY(insert_, transaction_->prepare("INSERT INTO bars VALUES (?, ?, ?, ?, ?, ?, ?, ?) "
                                              "ON CONFLICT DO NOTHING"));
  NAUTILUS_TRY(select_,
               transaction_->prepare("SELECT open, high, low, close, volume, received_at FROM bars "
                                     "WHERE series_id = ? AND timestamp = ?"));
  NAUTILUS_TRY(replace_, transaction_->prepare(
                             "UPDATE bars SET open = ?, high = ?, low = ?, close = ?, volume = ?, "
                             "received_at = ? WHERE series_id = ? AND timestamp = ?"));
  NAUTILUS_TRY(record_,
               transaction_->prepare(
                   "INSERT INTO bar_corrections (series_id, timestamp, old_open, old_high, "
                   "old_low, old_close, old_volume, old_received_at, open, high, low, close, "
                   "volume, received_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"));
  return {};
}

Result<void> BarInsertion::add(const SeriesKey& key, const Bar& bar) {
  NAUTILUS_CHECK(check(bar));
  NAUTILUS_TRY(auto* found, series(key));
  return insert(*found, bar);
}

Result<void> BarInsertion::add(const BarBatch& batch) {
  std::vector<Series*> found;
  for (const auto& key : batch.keys()) {
    NAUTILUS_TRY(found.emplace_back(), series(key));
  }
  for (const auto& row : batch.rows()) {
    NAUTILUS_CHECK(insert(*found[row.series], row.bar));
  }
  std::ranges::copy(batch.rejected(), std::back_inserter(report_.rejected));
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
  NAUTILUS_TRY(const auto stored, stored_series(key));
  return &series_.emplace(key, stored).first->second;
}

Result<BarInsertion::Series> BarInsertion::stored_series(const SeriesKey& key) {
  const auto timeframe = key.timeframe.name();
  NAUTILUS_TRY(const auto insert,
               transaction_->prepare("INSERT INTO series (symbol, timeframe, first, last, bars) "
                                     "VALUES (?, ?, ?, ?, 0) ON CONFLICT DO NOTHING"));
  bind_key(*insert, key, timeframe);
  insert->bind(3, Series{}.first.nanoseconds);
  insert->bind(4, Series{}.last.nanoseconds);
  NAUTILUS_CHECK(run(*insert));
  NAUTILUS_TRY(const auto select, transaction_->prepare("SELECT id, first, last, bars FROM series "
                                                        "WHERE symbol = ? AND timeframe = ?"));
  bind_key(*select, key, timeframe);
  NAUTILUS_CHECK(select->step());
  return Series{select->integer(0), {select->integer(1)}, {select->integer(2)}, select->integer(3)};
}

Result<void> BarInsertion::insert(Series& series, const Bar& bar) {
  insert_->bind(1, series.id);
  insert_->bind(2, bar.timestamp.nanoseconds);
  insert_->bind(bind_values(*insert_, 3, bar), received_at_.nanoseconds);
  NAUTILUS_CHECK(insert_->step());
  const bool is_new = insert_->changes() == 1;
  insert_->reset();
  if (!is_new) return compare(series, bar);
  ++report_.accepted;
  ++series.bars;
  series.first = std::min(series.first, bar.timestamp);
  series.last = std::max(series.last, bar.timestamp);
  return {};
}

Result<void> BarInsertion::compare(const Series& series, const Bar& bar) {
  select_->bind(1, series.id);
  select_->bind(2, bar.timestamp.nanoseconds);
  NAUTILUS_CHECK(select_->step());
  const Bar old = values_of(*select_, 0, bar.timestamp);
  const auto old_received_at = select_->integer(5);
  select_->reset();
  if (old == bar) {
    ++report_.unchanged;
    return {};
  }
  ++report_.corrected;
  NAUTILUS_CHECK(record(series, old, old_received_at, bar));
  return replace(series, bar);
}

Result<void> BarInsertion::record(const Series& series, const Bar& old,
                                  std::int64_t old_received_at, const Bar& bar) {
  record_->bind(1, series.id);
  record_->bind(2, bar.timestamp.nanoseconds);
  const int after_old = bind_values(*record_, 3, old);
  record_->bind(after_old, old_received_at);
  record_->bind(bind_values(*record_, after_old + 1, bar), received_at_.nanoseconds);
  return run(*record_);
}

Result<void> BarInsertion::replace(const Series& series, const Bar& bar) {
  int next = bind_values(*replace_, 1, bar);
  replace_->bind(next++, received_at_.nanoseconds);
  replace_->bind(next++, series.id);
  replace_->bind(next, bar.timestamp.nanoseconds);
  return run(*replace_);
}

Result<void> BarInsertion::update_series() {
  NAUTILUS_TRY(const auto update,
               transaction_->prepare("UPDATE series SET first = ?, last = ?, bars = ? "
                                     "WHERE id = ?"));
  for (const auto& [key, series] : series_) {
    update->bind(1, series.first.nanoseconds);
    update->bind(2, series.last.nanoseconds);
    update->bind(3, series.bars);
    update->bind(4, series.id);
    NAUTILUS_CHECK(run(*update));
  }
  return {};
}

Result<IngestReport> BarInsertion::finish() {
  NAUTILUS_CHECK(update_series());
  NAUTILUS_CHECK(transaction_->commit());
  return std::move(report_);
}

}  // namespace nautilus::market::detail
