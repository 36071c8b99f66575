// SPDX-License-Identifier: MIT
#include "nautilus/market/segments/segment_runs.hpp"

#include <algorithm>

namespace nautilus::market {
namespace {

/// Adds rows, to the last run where they continue it.
void add(SegmentRuns& runs, const SegmentRun& added) {
  if (added.size() == 0) return;
  if (!runs.empty()) {
    auto& back = runs.back();
    if (back.piece == added.piece && back.part == added.part && back.last == added.first) {
      back.last = added.last;
      return;
    }
  }
  runs.push_back(added);
}

/// The newest versions of all bars that open in the range.
Result<SegmentRuns> in_range(const SegmentChain& chain, const SegmentQuery& query) {
  SegmentRuns runs;
  for (const auto& piece : chain) {
    const auto bound = [&](Timestamp at) {
      return piece.pack->lower_bound(*piece.segment, kTimestampColumn, at.nanoseconds);
    };
    NAUTILUS_TRY(const auto first, bound(query.from));
    NAUTILUS_TRY(const auto last, bound(query.to));
    add(runs, {&piece, SegmentPart::newest, first, std::max(first, last)});
  }
  return runs;
}

/// At most `limit` rows, the last or the first of them.
SegmentRuns narrowed(SegmentRuns runs, std::size_t limit, bool newest) {
  auto surplus = size_of(runs);
  surplus -= std::min(surplus, limit);
  while (surplus > 0) {
    auto& run = newest ? runs.front() : runs.back();
    const auto dropped = std::min(surplus, run.size());
    newest ? run.first += dropped : run.last -= dropped;
    surplus -= dropped;
    if (run.size() == 0) runs.erase(newest ? runs.begin() : runs.end() - 1);
  }
  return runs;
}

/// The versions other than the newest of the bars in some rows.
Result<SegmentRun> others_of(const SegmentRun& rows, std::span<const std::int64_t> timestamps) {
  const auto column = column_of(SegmentPart::others, kTimestampColumn);
  const auto& piece = *rows.piece;
  NAUTILUS_TRY(const auto first,
               piece.pack->lower_bound(*piece.segment, column, timestamps.front()));
  NAUTILUS_TRY(const auto last,
               piece.pack->lower_bound(*piece.segment, column, timestamps.back() + 1));
  return SegmentRun{&piece, SegmentPart::others, first, last};
}

/// Adds to `known` the version of each of these rows that was known last, where one was known.
Result<void> add_versions(SegmentRuns& known, const SegmentRun& rows, std::int64_t as_of) {
  NAUTILUS_TRY(const auto timestamps, rows.integers(kTimestampColumn));
  NAUTILUS_TRY(const auto known_at, rows.integers(kKnownAtColumn));
  NAUTILUS_TRY(const auto others, others_of(rows, timestamps));
  NAUTILUS_TRY(const auto other_timestamps, others.integers(kTimestampColumn));
  NAUTILUS_TRY(const auto other_known_at, others.integers(kKnownAtColumn));
  std::size_t other = 0;
  for (std::size_t i = 0; i < rows.size();) {
    auto end = i;  // Of the rows from here on whose newest version was known.
    while (end < rows.size() && known_at[end] <= as_of) ++end;
    add(known, {rows.piece, rows.part, rows.first + i, rows.first + end});
    if (end == rows.size()) break;
    while (other < others.size() && other_timestamps[other] < timestamps[end]) ++other;
    auto after = other;  // Behind the last version that was known.
    while (after < others.size() && other_timestamps[after] == timestamps[end] &&
           other_known_at[after] <= as_of) {
      ++after;
    }
    if (after > other) {
      add(known, {rows.piece, others.part, others.first + after - 1, others.first + after});
    }
    i = end + 1;
  }
  return {};
}

/// What was known of these rows: a stretch of them at once where all of it was.
Result<void> add_known(SegmentRuns& known, const SegmentRun& rows, std::int64_t as_of) {
  const auto& piece = *rows.piece;
  const auto first_stretch = rows.first / kStretch;
  NAUTILUS_TRY(const auto peaks,
               piece.pack->integers(*piece.segment, kKnownPeakColumn, first_stretch,
                                    (rows.last - 1) / kStretch + 1));
  for (auto first = rows.first; first < rows.last;) {
    const auto stretch = first / kStretch;
    const auto last = std::min(rows.last, (stretch + 1) * kStretch);
    const SegmentRun part{&piece, rows.part, first, last};
    if (peaks[stretch - first_stretch] <= as_of) {
      add(known, part);
    } else {
      NAUTILUS_CHECK(add_versions(known, part, as_of));
    }
    first = last;
  }
  return {};
}

Result<SegmentRuns> known_of(const SegmentRuns& rows, std::int64_t as_of) {
  SegmentRuns known;
  for (const auto& run : rows) NAUTILUS_CHECK(add_known(known, run, as_of));
  return known;
}

}  // namespace

std::size_t size_of(const SegmentRuns& runs) {
  std::size_t size = 0;
  for (const auto& run : runs) size += run.size();
  return size;
}

Result<SegmentRuns> select_runs(const SegmentChain& chain, const SegmentQuery& query) {
  NAUTILUS_TRY(auto rows, in_range(chain, query));
  const auto all = size_of(rows);
  const auto limit = query.limit.value_or(all);
  if (!query.as_of) return narrowed(std::move(rows), limit, query.newest);
  // A row need not have been known, so more than `limit` may have to be looked at.
  for (auto looked_at = limit;; looked_at = 2 * looked_at + 1) {
    NAUTILUS_TRY(auto known,
                 known_of(narrowed(rows, looked_at, query.newest), query.as_of->nanoseconds));
    if (size_of(known) >= limit || looked_at >= all) {
      return narrowed(std::move(known), limit, query.newest);
    }
  }
}

}  // namespace nautilus::market
