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
/// process too, commits anything: one by one for few, all at once when many are asked for.
/// Thread-safe.
class SeriesRevisions {
 public:
  explicit SeriesRevisions(storage::Database& database) : database_(database) {}

  /// Nullopt for a series without bars.
  Result<std::optional<std::int64_t>> of(const SeriesKey& key);

 private:
  using Revisions = std::map<SeriesKey, std::int64_t>;

  Result<Revisions> look_up(const SeriesKey& key);
  Result<Revisions> look_up_all();

  storage::Database& database_;
  std::mutex mutex_;  // Guards those below, which are of this version of the database.
  std::int64_t version_ = 0;
  Revisions revisions_;
  int single_look_ups_ = 0;
};

}  // namespace nautilus::market::detail
