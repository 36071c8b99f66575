// SPDX-License-Identifier: MIT
#include "nautilus/market/segments/segment_read.hpp"

#include <array>
#include <type_traits>

#include "nautilus/market/segments/segment_runs.hpp"

namespace nautilus::market {
namespace {

constexpr std::array kEachColumn{BarColumn::open, BarColumn::high, BarColumn::low, BarColumn::close,
                                 BarColumn::volume};

static_assert(sizeof(Timestamp) == sizeof(std::int64_t) && std::is_standard_layout_v<Timestamp>,
              "a column of nanoseconds is a column of timestamps");

std::span<const Timestamp> as_timestamps(std::span<const std::int64_t> nanoseconds) {
  return {reinterpret_cast<const Timestamp*>(nanoseconds.data()), nanoseconds.size()};
}

std::span<const double>& column_of(BarView& view, BarColumn value) {
  switch (value) {
    case BarColumn::open: return view.open;
    case BarColumn::high: return view.high;
    case BarColumn::low: return view.low;
    case BarColumn::close: return view.close;
    case BarColumn::volume: break;
  }
  return view.volume;
}

template <class T>
void extend(std::vector<T>& column, std::span<const T> values) {
  column.insert(column.end(), values.begin(), values.end());
}

Result<BarSeries> copy(const SegmentRuns& runs, const SegmentQuery& query) {
  BarSeries series{.key = query.key};
  const auto size = size_of(runs);
  series.timestamps.reserve(size);
  for (const auto& run : runs) {
    NAUTILUS_TRY(const auto timestamps, run.integers(kTimestampColumn));
    extend(series.timestamps, as_timestamps(timestamps));
  }
  for (const auto each : kEachColumn) {
    if (!query.columns.has(each)) continue;
    auto& column = column_of(series, each);
    column.reserve(size);
    for (const auto& run : runs) {
      NAUTILUS_TRY(const auto values, run.reals(each));
      extend(column, values);
    }
  }
  return series;
}

Result<BarView> where_they_lie(const SegmentRun& run, const SegmentQuery& query) {
  BarView view{.key = query.key, .owner = run.piece->pack};
  NAUTILUS_TRY(const auto timestamps, run.integers(kTimestampColumn));
  view.timestamps = as_timestamps(timestamps);
  for (const auto each : kEachColumn) {
    if (!query.columns.has(each)) continue;
    NAUTILUS_TRY(column_of(view, each), run.reals(each));
  }
  return view;
}

/// A file that was cut would end the process that reads on in it.
Result<void> check_untouched(const SegmentChain& chain) {
  for (const auto& piece : chain) {
    if (piece.pack->is_untouched()) continue;
    return Error{ErrorCode::data_loss,
                 "'" + piece.pack->path() + "': was written to while it was in use"};
  }
  return {};
}

}  // namespace

Result<BarView> view_segments(const SegmentChain& chain, const SegmentQuery& query) {
  NAUTILUS_CHECK(check_untouched(chain));
  NAUTILUS_TRY(const auto runs, select_runs(chain, query));
  if (runs.size() == 1) return where_they_lie(runs.front(), query);
  NAUTILUS_TRY(auto series, copy(runs, query));
  return BarView::of(std::move(series));
}

Result<BarSeries> read_segments(const SegmentChain& chain, const SegmentQuery& query) {
  NAUTILUS_CHECK(check_untouched(chain));
  NAUTILUS_TRY(const auto runs, select_runs(chain, query));
  return copy(runs, query);
}

}  // namespace nautilus::market
