// SPDX-License-Identifier: MIT
#pragma once

#include <array>

#include "nautilus/storage/table.hpp"

namespace nautilus::market::detail {

/// Series that are not bars of an instrument. An empty text or a null says that nothing is known.
inline constexpr std::array kExternalSeriesColumns{
    storage::Column{"id", storage::ColumnType::integer},
    storage::Column{"series_id", storage::ColumnType::text},
    storage::Column{"title", storage::ColumnType::text},
    storage::Column{"unit", storage::ColumnType::text},
    storage::Column{"frequency", storage::ColumnType::text, true},
    storage::Column{"calendar", storage::ColumnType::text},
    storage::Column{"release_lag", storage::ColumnType::text, true},
    storage::Column{"source", storage::ColumnType::text},
    storage::Column{"first", storage::ColumnType::timestamp},
    storage::Column{"last", storage::ColumnType::timestamp},
    storage::Column{"last_released_at", storage::ColumnType::timestamp},
    storage::Column{"observations", storage::ColumnType::integer},
    storage::Column{"versions", storage::ColumnType::integer},
};
inline constexpr std::array<std::string_view, 1> kExternalSeriesUnique{"series_id"};
inline constexpr storage::Table kExternalSeries{.name = "external_series",
                                                .columns = kExternalSeriesColumns,
                                                .primary_key = "id",
                                                .unique = kExternalSeriesUnique};

/// Every version of every value. Nothing here changes: a revision is a row of its own, so that what
/// was public at any time can be read again.
inline constexpr std::array kExternalValueColumns{
    storage::Column{"series", storage::ColumnType::integer},
    storage::Column{"observed_at", storage::ColumnType::timestamp},
    storage::Column{"released_at", storage::ColumnType::timestamp},
    storage::Column{"value", storage::ColumnType::real},
    storage::Column{"known_at", storage::ColumnType::timestamp},
};
inline constexpr storage::Table kExternalValues{.name = "external_values",
                                                .columns = kExternalValueColumns,
                                                .primary_key = "series, observed_at, released_at",
                                                .append_only = true};

inline constexpr std::array<const storage::Table*, 2> kExternalTables{&kExternalSeries,
                                                                      &kExternalValues};

}  // namespace nautilus::market::detail
