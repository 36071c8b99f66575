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

/// The rows of each part of each piece in which some runs lie. A correction here and there makes
/// many short runs; a column is asked for once per part, not once per run.
class Extents {
 public:
  explicit Extents(const SegmentRuns& runs) {
    places_.reserve(runs.size());
    for (const auto& run : runs) places_.push_back(place_of(run));
  }

  /// Appends the values of all runs. `get` gives those of an extent. Errors: those of `get`.
  template <class T, class Get>
  Result<void> copy(const SegmentRuns& runs, const Get& get, std::vector<T>& column) const {
    std::vector<std::span<const T>> values(extents_.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
      NAUTILUS_TRY(values[i], get(extents_[i]));
    }
    for (std::size_t i = 0; i < runs.size(); ++i) {
      const auto place = places_[i];
      const auto* const begin = values[place].data() + (runs[i].first - extents_[place].first);
      column.insert(column.end(), begin, begin + runs[i].size());
    }
    return {};
  }

 private:
  std::size_t place_of(const SegmentRun& run) {
    for (auto i = extents_.size(); i-- > 0;) {
      auto& extent = extents_[i];
      if (extent.piece != run.piece) break;  // Runs are in the order of the pieces.
      if (extent.part != run.part) continue;
      extent.last = run.last;
      return i;
    }
    extents_.push_back(run);
    return extents_.size() - 1;
  }

  std::vector<SegmentRun> extents_;
  std::vector<std::size_t> places_;  ///< Per run.
};

Result<std::span<const Timestamp>> timestamps_of(const SegmentRun& run) {
  NAUTILUS_TRY(const auto nanoseconds, run.integers(kTimestampColumn));
  return as_timestamps(nanoseconds);
}

Result<BarSeries> copy(const SegmentRuns& runs, const SegmentQuery& query) {
  BarSeries series{.key = query.key};
  const Extents extents(runs);
  const auto size = size_of(runs);
  series.timestamps.reserve(size);
  NAUTILUS_CHECK(extents.copy(runs, timestamps_of, series.timestamps));
  for (const auto each : kEachColumn) {
    if (!query.columns.has(each)) continue;
    auto& column = column_of(series, each);
    column.reserve(size);
    const auto values = [each](const SegmentRun& run) { return run.reals(each); };
    NAUTILUS_CHECK(extents.copy(runs, values, column));
  }
  return series;
}

Result<BarView> where_they_lie(const SegmentRun& run, const SegmentQuery& query) {
  BarView view{.key = query.key, .owner = run.piece->pack};
  NAUTILUS_TRY(view.timestamps, timestamps_of(run));
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
