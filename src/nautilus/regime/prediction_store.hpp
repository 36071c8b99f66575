// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "nautilus/base/time.hpp"
#include "nautilus/storage/database.hpp"
#include "nautilus/storage/table.hpp"

namespace nautilus::regime {

/// A regime as it was issued: what was said of `timestamp`, and when it was said.
struct IssuedRegime {
  Timestamp timestamp;  ///< When the newest bar that it saw was known.
  std::string symbol;
  std::string regime;
  std::optional<double> confidence;
  std::optional<std::map<std::string, double>> probabilities;
  std::vector<std::string> features_used;
  std::string model_version;
  Timestamp created_at;
};

std::span<const storage::Table* const> prediction_tables();

/// Records what is issued. A repetition of what was last issued for this symbol and time is no new
/// record. Returns whether a record was made.
Result<bool> record(storage::Transaction& transaction, const IssuedRegime& issued);

/// What was issued for times in [from, to), oldest first: of several for one time the first, for
/// history shows what was known then.
Result<std::vector<IssuedRegime>> issued_between(storage::Transaction& transaction,
                                                 std::string_view symbol, Timestamp from,
                                                 Timestamp to);

}  // namespace nautilus::regime
