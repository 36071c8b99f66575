// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>

#include "nautilus/market/bar_view.hpp"
#include "nautilus/market/segments/segment_index.hpp"

namespace nautilus::market {

/// Which bars of a chain to read.
struct SegmentQuery {
  SeriesKey key;
  Timestamp from;                  ///< First open.
  Timestamp to;                    ///< Opens before this.
  std::optional<Timestamp> as_of;  ///< Each bar as it was known then. The caller has bounded `to`.
  std::optional<std::size_t> limit;
  bool newest = false;  ///< Which bars a limit leaves: the newest or the oldest.
  BarColumnSet columns = kAllBarColumns;
};

/// The bars where they lie, if they lie together in one segment; in memory of the view's own
/// otherwise. Errors: data_loss if a segment is damaged where it was to be read.
Result<BarView> view_segments(const SegmentChain& chain, const SegmentQuery& query);

/// The bars as a copy. Errors: as `view_segments`.
Result<BarSeries> read_segments(const SegmentChain& chain, const SegmentQuery& query);

}  // namespace nautilus::market
