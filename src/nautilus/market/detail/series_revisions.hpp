// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <optional>

#include "nautilus/market/bar.hpp"
#include "nautilus/storage/database.hpp"

namespace nautilus::market::detail {

/// The revision of each series as the database has it now, looked up once until anyone, another
/// process too, commits anything. Thread-safe.
class SeriesRevisions {
 public:
  explicit SeriesRevisions(storage::Database& database) : database_(database) {}

  /// Nullopt for a series without bars.
  Result<std::optional<std::int64_t>> of(const SeriesKey& key);

 private:
  storage::Database& database_;
  std::mutex mutex_;  // Guards the two below.
  std::int64_t version_ = 0;
  std::map<SeriesKey, std::int64_t> revisions_;
};

}  // namespace nautilus::market::detail
