// SPDX-License-Identifier: MIT
#pragma once

#include "nautilus/market/segments/segment_source.hpp"
#include "nautilus/storage/database.hpp"

namespace nautilus::market {

/// The rows of the bar store as what segments are a copy of. Each reading sees one moment.
class RowSegmentSource final : public SegmentSource {
 public:
  /// A long series comes in parts of so many bars, so that it need not be in memory as a whole.
  static constexpr std::size_t kBarsPerPart = 262'144;

  /// `database` outlives it and has the tables of the bar store.
  explicit RowSegmentSource(storage::Database& database, std::size_t bars_per_part = kBarsPerPart)
      : database_(database), bars_per_part_(bars_per_part) {}

  Result<std::vector<SeriesRevision>> revisions() override;
  Result<void> read(const SeriesKey& key, const std::optional<HeldSegments>& held,
                    const Sink& sink) override;

 private:
  storage::Database& database_;
  std::size_t bars_per_part_;
};

}  // namespace nautilus::market
