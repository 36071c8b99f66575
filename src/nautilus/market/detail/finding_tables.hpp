// SPDX-License-Identifier: MIT
#pragma once

#include <array>

#include "nautilus/storage/table.hpp"

namespace nautilus::market::detail {

/// What was odd about bars as they came in. A rejected row has its number in the text and a row of
/// its own here; of the other kinds there is one row a series and write.
inline constexpr std::array kIngestFindingColumns{
    storage::Column{"id", storage::ColumnType::integer},
    storage::Column{"symbol", storage::ColumnType::text},
    storage::Column{"timeframe", storage::ColumnType::text},
    storage::Column{"check_name", storage::ColumnType::text},
    storage::Column{"first", storage::ColumnType::timestamp},
    storage::Column{"last", storage::ColumnType::timestamp},
    storage::Column{"count", storage::ColumnType::integer},
    storage::Column{"row", storage::ColumnType::integer, true},
    storage::Column{"examples", storage::ColumnType::json},
    storage::Column{"source", storage::ColumnType::text},
    storage::Column{"received_at", storage::ColumnType::timestamp},
};
inline constexpr std::array<std::string_view, 1> kIngestFindingIndexes{"symbol, timeframe"};
inline constexpr storage::Table kIngestFindings{.name = "ingest_findings",
                                                .columns = kIngestFindingColumns,
                                                .primary_key = "id",
                                                .indexes = kIngestFindingIndexes,
                                                .append_only = true};

}  // namespace nautilus::market::detail
