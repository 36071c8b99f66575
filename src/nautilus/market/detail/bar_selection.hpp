// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>

#include "nautilus/market/bar_series.hpp"
#include "nautilus/storage/database.hpp"

namespace nautilus::market::detail {

/// Which bars of a series are read, and with which values.
struct BarSelection {
  std::int64_t series_id = 0;
  Timestamp from = kEarliest;
  Timestamp to = kLatest;          ///< Opens before this.
  std::optional<Timestamp> as_of;  ///< The values known then; unset, the newest.
  bool has_versions = false;       ///< Whether the series has rows in bar_versions.
  bool newest_first = false;
  std::int64_t limit = -1;  ///< So many at most, in the order of reading; below 0 all.
};

/// Adds the bars to `series`. One pass over the bars, beside it one over their other versions where
/// there are any: a read as of some time costs little more than a plain one.
Result<void> select_bars(storage::Transaction& transaction, const BarSelection& selection,
                         BarSeries& series);

}  // namespace nautilus::market::detail
