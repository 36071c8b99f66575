// SPDX-License-Identifier: MIT
#pragma once

#include <array>

#include "nautilus/market/detail/finding_tables.hpp"
#include "nautilus/storage/table.hpp"

namespace nautilus::market::detail {

using storage::Column;
using storage::ColumnType;
using storage::TableChange;

/// The counts stand here so that listing millions of bars takes no scan; a writer keeps them true
/// in the transaction that adds the bars.
///
/// `revision` rises with every commit that changed the series, to the time of that commit at least:
/// what was derived from another one is stale. A restored copy of the file, written to again, so
/// has no revision that stood for other bars before. `versions` counts its rows in bar_versions.
/// `known_by` is the latest knowledge time among its bars, null if none has one of its own: as of
/// then and later, the newest versions are what was known.
inline constexpr std::array kSeriesColumns{
    Column{"id", ColumnType::integer},
    Column{"symbol", ColumnType::text},
    Column{"timeframe", ColumnType::text},
    Column{"first", ColumnType::timestamp},
    Column{"last", ColumnType::timestamp},
    Column{"bars", ColumnType::integer},
    Column{"revision", ColumnType::integer},
    Column{"versions", ColumnType::integer},
    Column{"known_by", ColumnType::timestamp, true},
};
inline constexpr std::array<std::string_view, 1> kSeriesUnique{"symbol, timeframe"};
inline constexpr std::array kSeriesChanges{
    TableChange{.version = 2,
                .shape = "ALTER TABLE series ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;"
                         "ALTER TABLE series ADD COLUMN versions INTEGER NOT NULL DEFAULT 0;"
                         "ALTER TABLE series ADD COLUMN known_by INTEGER;"}};
inline constexpr storage::Table kSeries{.name = "series",
                                        .columns = kSeriesColumns,
                                        .primary_key = "id",
                                        .unique = kSeriesUnique,
                                        .changes = kSeriesChanges};

/// The newest version of every bar: the one with the latest knowledge time. A null `known_at` says
/// "since the bar was over", and is earlier than any other.
inline constexpr std::array kBarColumns{
    Column{"series_id", ColumnType::integer},
    Column{"timestamp", ColumnType::timestamp},
    Column{"open", ColumnType::real},
    Column{"high", ColumnType::real},
    Column{"low", ColumnType::real},
    Column{"close", ColumnType::real},
    Column{"volume", ColumnType::real},
    Column{"received_at", ColumnType::timestamp},
    Column{"known_at", ColumnType::timestamp, true},
};
/// Version 1 of the schema kept a correction as a pair of old and new values, in a table that a
/// file loses here: each old value becomes a version, the first one known since the bar was over.
inline constexpr std::array kBarChanges{TableChange{
    .version = 2,
    .shape = "ALTER TABLE bars ADD COLUMN known_at INTEGER;",
    .data = "INSERT INTO bar_versions SELECT series_id, timestamp, "
            "row_number() OVER (PARTITION BY series_id, timestamp ORDER BY id) - 1, "
            "old_open, old_high, old_low, old_close, old_volume, old_received_at, "
            "CASE WHEN id = min(id) OVER (PARTITION BY series_id, timestamp) THEN NULL "
            "ELSE old_received_at END FROM bar_corrections;"
            "UPDATE bars SET known_at = received_at WHERE (series_id, timestamp) IN "
            "(SELECT series_id, timestamp FROM bar_corrections);"
            "UPDATE series SET revision = 1, "
            "versions = (SELECT count(*) FROM bar_versions WHERE series_id = series.id), "
            "known_by = (SELECT max(received_at) FROM bar_corrections "
            "WHERE series_id = series.id);"
            "DROP TABLE bar_corrections;"}};
inline constexpr storage::Table kBars{.name = "bars",
                                      .columns = kBarColumns,
                                      .primary_key = "series_id, timestamp",
                                      .changes = kBarChanges};

/// Every other version of a bar, numbered from 0 as they came to stand here. Of two with one
/// knowledge time the later numbered holds.
inline constexpr std::array kVersionColumns{
    Column{"series_id", ColumnType::integer},
    Column{"timestamp", ColumnType::timestamp},
    Column{"version", ColumnType::integer},
    Column{"open", ColumnType::real},
    Column{"high", ColumnType::real},
    Column{"low", ColumnType::real},
    Column{"close", ColumnType::real},
    Column{"volume", ColumnType::real},
    Column{"received_at", ColumnType::timestamp},
    Column{"known_at", ColumnType::timestamp, true},
};
inline constexpr storage::Table kVersions{.name = "bar_versions",
                                          .columns = kVersionColumns,
                                          .primary_key = "series_id, timestamp, version",
                                          .append_only = true};

inline constexpr std::array<const storage::Table*, 4> kTables{&kSeries, &kBars, &kVersions,
                                                              &kIngestFindings};

}  // namespace nautilus::market::detail
