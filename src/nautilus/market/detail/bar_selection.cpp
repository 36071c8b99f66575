// SPDX-License-Identifier: MIT
#include "nautilus/market/detail/bar_selection.hpp"

#include <memory>
#include <string>

#include <fmt/format.h>

#include "nautilus/market/detail/bar_rows.hpp"

namespace nautilus::market::detail {
namespace {

constexpr std::string_view kPlain =
    "SELECT timestamp, open, high, low, close, volume FROM bars "
    "WHERE series_id = ? AND timestamp >= ? AND timestamp < ? ORDER BY timestamp {} LIMIT ?";
constexpr std::string_view kWithKnowledge =
    "SELECT timestamp, open, high, low, close, volume, known_at FROM bars "
    "WHERE series_id = ? AND timestamp >= ? AND timestamp < ? ORDER BY timestamp {}";
constexpr std::string_view kOtherVersions =
    "SELECT timestamp, open, high, low, close, volume, known_at, version FROM bar_versions "
    "WHERE series_id = ? AND timestamp >= ? AND timestamp < ? AND (known_at IS NULL OR known_at <= "
    "?) ORDER BY timestamp {}";

using StatementPointer = std::unique_ptr<storage::Statement>;

Result<StatementPointer> prepare(storage::Transaction& transaction, std::string_view sql,
                                 const BarSelection& selection) {
  const auto text = fmt::format(fmt::runtime(sql), selection.newest_first ? "DESC" : "ASC");
  NAUTILUS_TRY(auto statement, transaction.prepare(text));
  statement->bind(1, selection.series_id);
  statement->bind(2, selection.from.nanoseconds);
  statement->bind(3, selection.to.nanoseconds);
  return statement;
}

Result<void> select_plain(storage::Transaction& transaction, const BarSelection& selection,
                          BarSeries& series) {
  NAUTILUS_TRY(const auto select, prepare(transaction, kPlain, selection));
  select->bind(4, selection.limit);
  for (;;) {
    NAUTILUS_TRY(const bool found, select->step());
    if (!found) return {};
    series.push_back(values_of(*select, 1, {select->integer(0)}));
  }
}

/// The versions beside the newest that were known, in step with the bars.
class OtherVersions {
 public:
  OtherVersions(StatementPointer select, bool newest_first)
      : select_(std::move(select)), newest_first_(newest_first) {}

  Result<void> start() { return next(); }

  /// The last known version of the bar, if there is one. REQUIRES: bars asked for in the order of
  /// the selection.
  Result<std::optional<Bar>> of(Timestamp timestamp) {
    std::optional<Bar> best;
    std::pair<std::optional<Timestamp>, std::int64_t> best_rank;
    while (at_ && (newest_first_ ? *at_ >= timestamp : *at_ <= timestamp)) {
      const std::pair rank(known_at_of(*select_, 6), select_->integer(7));
      if (*at_ == timestamp && (!best || rank > best_rank)) {
        best = values_of(*select_, 1, timestamp);
        best_rank = rank;
      }
      NAUTILUS_CHECK(next());
    }
    return best;
  }

 private:
  Result<void> next() {
    NAUTILUS_TRY(const bool found, select_->step());
    at_ = found ? std::optional(Timestamp{select_->integer(0)}) : std::nullopt;
    return {};
  }

  StatementPointer select_;
  bool newest_first_;
  std::optional<Timestamp> at_;
};

Result<void> select_as_of(storage::Transaction& transaction, const BarSelection& selection,
                          BarSeries& series) {
  NAUTILUS_TRY(const auto select, prepare(transaction, kWithKnowledge, selection));
  std::optional<OtherVersions> others;
  if (selection.has_versions) {
    NAUTILUS_TRY(auto versions, prepare(transaction, kOtherVersions, selection));
    versions->bind(4, selection.as_of->nanoseconds);
    others.emplace(std::move(versions), selection.newest_first);
    NAUTILUS_CHECK(others->start());
  }
  while (selection.limit < 0 || std::ssize(series.timestamps) < selection.limit) {
    NAUTILUS_TRY(const bool found, select->step());
    if (!found) return {};
    const Timestamp timestamp{select->integer(0)};
    if (select->is_null(6) || select->integer(6) <= selection.as_of->nanoseconds) {
      series.push_back(values_of(*select, 1, timestamp));
      continue;
    }
    if (!others) continue;
    NAUTILUS_TRY(const auto known, others->of(timestamp));
    if (known) series.push_back(*known);
  }
  return {};
}

}  // namespace

Result<void> select_bars(storage::Transaction& transaction, const BarSelection& selection,
                         BarSeries& series) {
  return selection.as_of ? select_as_of(transaction, selection, series)
                         : select_plain(transaction, selection, series);
}

}  // namespace nautilus::market::detail
