// SPDX-License-Identifier: MIT
#pragma once

#include <array>

#include "nautilus/storage/table.hpp"

namespace nautilus::market::detail {

using storage::Column;
using storage::ColumnType;

/// The counts stand here so that listing millions of bars takes no scan; a writer keeps them true
/// in the transaction that adds the bars.
inline constexpr std::array kSeriesColumns{
    Column{"id", ColumnType::integer},     Column{"symbol", ColumnType::text},
    Column{"timeframe", ColumnType::text}, Column{"first", ColumnType::timestamp},
    Column{"last", ColumnType::timestamp}, Column{"bars", ColumnType::integer},
};
inline constexpr std::array<std::string_view, 1> kSeriesUnique{"symbol, timeframe"};
inline constexpr storage::Table kSeries{
    .name = "series", .columns = kSeriesColumns, .primary_key = "id", .unique = kSeriesUnique};

inline constexpr std::array kBarColumns{
    Column{"series_id", ColumnType::integer}, Column{"timestamp", ColumnType::timestamp},
    Column{"open", ColumnType::real},         Column{"high", ColumnType::real},
    Column{"low", ColumnType::real},          Column{"close", ColumnType::real},
    Column{"volume", ColumnType::real},       Column{"received_at", ColumnType::timestamp},
};
inline constexpr storage::Table kBars{
    .name = "bars", .columns = kBarColumns, .primary_key = "series_id, timestamp"};

/// What a bar was before a correction and what it became, each with the time it was received: with
/// it every past state of knowledge can be told.
inline constexpr std::array kCorrectionColumns{
    Column{"id", ColumnType::integer},
    Column{"series_id", ColumnType::integer},
    Column{"timestamp", ColumnType::timestamp},
    Column{"old_open", ColumnType::real},
    Column{"old_high", ColumnType::real},
    Column{"old_low", ColumnType::real},
    Column{"old_close", ColumnType::real},
    Column{"old_volume", ColumnType::real},
    Column{"old_received_at", ColumnType::timestamp},
    Column{"open", ColumnType::real},
    Column{"high", ColumnType::real},
    Column{"low", ColumnType::real},
    Column{"close", ColumnType::real},
    Column{"volume", ColumnType::real},
    Column{"received_at", ColumnType::timestamp},
};
inline constexpr std::array<std::string_view, 1> kCorrectionIndexes{"series_id, timestamp"};
inline constexpr storage::Table kCorrections{.name = "bar_corrections",
                                             .columns = kCorrectionColumns,
                                             .primary_key = "id",
                                             .indexes = kCorrectionIndexes,
                                             .append_only = true};

inline constexpr std::array<const storage::Table*, 3> kTables{&kSeries, &kBars, &kCorrections};

}  // namespace nautilus::market::detail
