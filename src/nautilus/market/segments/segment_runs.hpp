// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "nautilus/market/segments/segment_columns.hpp"
#include "nautilus/market/segments/segment_read.hpp"

namespace nautilus::market {

/// Rows of one part of a segment, from `first` to before `last`.
struct SegmentRun {
  const SegmentPiece* piece = nullptr;
  SegmentPart part = SegmentPart::newest;
  std::size_t first = 0;
  std::size_t last = 0;

  [[nodiscard]] std::size_t size() const { return last - first; }

  /// Errors: data_loss.
  [[nodiscard]] Result<std::span<const std::int64_t>> integers(std::size_t column) const {
    return piece->pack->integers(*piece->segment, column_of(part, column), first, last);
  }
  [[nodiscard]] Result<std::span<const double>> reals(BarColumn value) const {
    return piece->pack->reals(*piece->segment, column_of(part, value), first, last);
  }
};

using SegmentRuns = std::vector<SegmentRun>;

std::size_t size_of(const SegmentRuns& runs);

/// The rows that a query asks for, in the order of time. Errors: data_loss.
Result<SegmentRuns> select_runs(const SegmentChain& chain, const SegmentQuery& query);

}  // namespace nautilus::market
