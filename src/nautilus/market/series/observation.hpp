// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "nautilus/base/time.hpp"
#include "nautilus/market/bar_batch.hpp"

namespace nautilus::market {

/// One value of an external series as a source gives it.
struct Observation {
  std::int64_t index = 0;  ///< Of its row among all rows given, from 0.
  Timestamp observed_at;   ///< What the value is dated with; a date stands for its midnight UTC.
  double value = 0;
  std::optional<Timestamp> released_at;  ///< When it became public, where the source says so.
};

/// What a text holds of one series.
struct SeriesBatch {
  std::string series_id;
  std::vector<Observation> observations;
  std::int64_t skipped = 0;  ///< Rows whose value the source marks as missing.
  std::vector<Rejection> rejected;
};

}  // namespace nautilus::market
