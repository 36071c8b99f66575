// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <span>
#include <string>

#include "nautilus/base/time.hpp"
#include "nautilus/storage/database.hpp"
#include "nautilus/storage/table.hpp"

namespace nautilus::platform {

/// The features of one group as they were computed for a symbol.
struct FeatureBatch {
  Timestamp timestamp;  ///< When the newest bar used was known.
  std::string symbol;
  std::string timeframe;
  std::string feature_group;
  std::map<std::string, double> features;
  std::string feature_set_version;
  double computation_time_ms = 0;  ///< Of the whole answer.
  bool cache_hit = false;
  Timestamp created_at;
};

std::span<const storage::Table* const> feature_batch_tables();

Result<void> record(storage::Transaction& transaction, std::span<const FeatureBatch> batches);

/// Removes the oldest rows, at most `most` of them, that were created before that time; answers how
/// many. To be repeated until it answers 0, so that other writers come between.
Result<std::int64_t> forget_batches(storage::Transaction& transaction, Timestamp before, int most);

}  // namespace nautilus::platform
