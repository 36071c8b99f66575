// SPDX-License-Identifier: MIT
#pragma once

#include <span>

#include "nautilus/market/segments/segment_columns.hpp"
#include "nautilus/market/segments/segment_index.hpp"
#include "nautilus/storage/column_pack_writer.hpp"

namespace nautilus::market {

/// Adds a segment with this content to a pack. Errors: those of the writer.
Result<void> write_segment(storage::ColumnPackWriter& writer, const storage::SegmentHead& head,
                           const SegmentContent& content);

/// Reads every block of the segments that was not read before. Errors: data_loss.
Result<void> check_segments(std::span<const SegmentPiece> pieces);

/// Adds one segment with all that some hold, each of which continues the one before it.
/// Errors: those of the writer; data_loss. REQUIRES: one at least, each has been checked.
Result<void> write_merged(storage::ColumnPackWriter& writer, std::span<const SegmentPiece> pieces);

}  // namespace nautilus::market
