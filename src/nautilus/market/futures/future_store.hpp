// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string>
#include <vector>

#include "nautilus/market/futures/continuous_future.hpp"
#include "nautilus/storage/database.hpp"
#include "nautilus/storage/table.hpp"

namespace nautilus::market {

/// The tables to give to storage::migrate. Definitions are kept append-only: the newest of a name
/// holds.
std::span<const storage::Table* const> future_tables();

/// Adds a definition, unless it is the newest of its name already. REQUIRES: a sound one.
Result<void> record_future(storage::Transaction& transaction, const ContinuousFuture& future,
                           Timestamp at);

/// The newest definition of each name, by name. Errors: data_loss if one cannot be read.
Result<std::vector<ContinuousFuture>> select_futures(storage::Transaction& transaction);

/// Errors: not_found, naming a near one; data_loss.
Result<ContinuousFuture> find_future(storage::Transaction& transaction, const std::string& name);

}  // namespace nautilus::market
