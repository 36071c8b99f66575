// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string>

#include "nautilus/base/time.hpp"
#include "nautilus/storage/database.hpp"
#include "nautilus/storage/table.hpp"

namespace nautilus::risk {

/// A value at risk as it was issued, with what a later reader needs to trace it.
struct IssuedVar {
  Timestamp timestamp;  ///< When the newest price that it saw was known.
  std::string portfolio_id;
  std::string method;
  double confidence_level = 0;
  int horizon_days = 0;
  double value = 0;
  double expected_shortfall = 0;
  std::string scenario_analysis;  ///< JSON.
  Timestamp created_at;
};

std::span<const storage::Table* const> var_tables();

Result<void> record(storage::Transaction& transaction, const IssuedVar& issued);

}  // namespace nautilus::risk
