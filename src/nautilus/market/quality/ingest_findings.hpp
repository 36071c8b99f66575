// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "nautilus/market/bar.hpp"
#include "nautilus/market/bar_batch.hpp"
#include "nautilus/market/quality/arrivals.hpp"
#include "nautilus/market/quality/check.hpp"
#include "nautilus/storage/database.hpp"

namespace nautilus::market {

/// The checks of arrivals, in the order of ArrivalKind.
std::span<const Check> arrival_checks();

/// What was odd about the bars of one write, kept for good in the transaction that writes them.
class IngestFindings {
 public:
  /// Of a series, to count in. It stays where it is.
  Arrivals& of(const SeriesKey& key) { return series_[key]; }

  /// Counts a row that is no sound bar; with it its number and values are kept.
  void reject(const RejectedRow& row);

  /// Writes it all: a row a kind and series, and one of its own for each rejected row.
  Result<void> write(storage::Transaction& transaction, Timestamp received_at,
                     const std::string& source) const;

 private:
  std::map<SeriesKey, Arrivals> series_;
  std::vector<RejectedRow> rejected_;
};

/// The first tick of a bar that earlier texts left unfinished within this time; nullopt if none
/// did.
Result<std::optional<Timestamp>> unfinished_since(storage::Transaction& transaction,
                                                  const SeriesKey& key, const Period& period);

/// What was kept of one series, or of rows that named none: its symbol is then empty.
struct KeptFindings {
  SeriesKey key;
  std::vector<Finding> findings;
};

/// What was kept, a finding a kind and write; of all series if `key` is not set.
Result<std::vector<KeptFindings>> read_ingest_findings(storage::Transaction& transaction,
                                                       const std::optional<SeriesKey>& key);

}  // namespace nautilus::market
