// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "nautilus/base/time.hpp"
#include "nautilus/portfolio/portfolio.hpp"
#include "nautilus/storage/database.hpp"
#include "nautilus/storage/table.hpp"

namespace nautilus::portfolio {

/// The tables of this module, for the migration.
std::span<const storage::Table* const> tables();

/// The portfolio of that name as the transaction sees it, or nullopt.
Result<std::optional<Portfolio>> find(storage::Transaction& transaction, std::string_view id);

/// Stores a portfolio in the place of an earlier one of its name.
Result<void> store(storage::Transaction& transaction, const Portfolio& portfolio, Timestamp at);

/// The names of all portfolios, in alphabetical order.
Result<std::vector<std::string>> names(storage::Transaction& transaction);

}  // namespace nautilus::portfolio
