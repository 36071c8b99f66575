// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <vector>

#include "nautilus/base/time.hpp"
#include "nautilus/market/instruments/instrument.hpp"
#include "nautilus/storage/database.hpp"
#include "nautilus/storage/table.hpp"

namespace nautilus::market {

/// The tables of instruments, for the migration: `instruments`, `instrument_aliases`.
std::span<const storage::Table* const> instrument_tables();

/// Every instrument held, by id.
Result<std::vector<Instrument>> read_instruments(storage::Transaction& transaction);

/// Stores an instrument in the place of an earlier one of its id.
Result<void> store_instrument(storage::Transaction& transaction, const Instrument& instrument,
                              Timestamp at);

}  // namespace nautilus::market
