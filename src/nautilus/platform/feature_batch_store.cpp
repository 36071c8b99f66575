// SPDX-License-Identifier: MIT
#include "nautilus/platform/feature_batch_store.hpp"

#include <array>

#include "nautilus/base/json_write.hpp"

namespace nautilus::platform {
namespace {

using storage::Column;
using storage::ColumnType;

constexpr std::array kColumns{
    Column{"id", ColumnType::integer},
    Column{"created_at", ColumnType::timestamp},
    Column{"symbol", ColumnType::text},
    Column{"timestamp", ColumnType::timestamp},
    Column{"feature_group", ColumnType::text},
    Column{"features", ColumnType::json},
    Column{"computation_time_ms", ColumnType::real},
    Column{"cache_hit", ColumnType::integer, false, "cache_hit IN (0, 1)"},
    Column{"timeframe", ColumnType::text},
    Column{"feature_set_version", ColumnType::text},
};
constexpr std::array<std::string_view, 1> kIndexes{"symbol, timestamp"};
constexpr storage::Table kBatches{
    .name = "feature_batches", .columns = kColumns, .primary_key = "id", .indexes = kIndexes};
constexpr std::array<const storage::Table*, 1> kTables{&kBatches};

constexpr std::string_view kInsert =
    "INSERT INTO feature_batches (created_at, symbol, timestamp, feature_group, features, "
    "computation_time_ms, cache_hit, timeframe, feature_set_version) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
// Rows are numbered as they are created, so the oldest are found without an index.
constexpr std::string_view kForget =
    "DELETE FROM feature_batches WHERE created_at < ?1 AND id IN "
    "(SELECT id FROM feature_batches ORDER BY id LIMIT ?2)";

}  // namespace

std::span<const storage::Table* const> feature_batch_tables() { return kTables; }

Result<void> record(storage::Transaction& transaction, std::span<const FeatureBatch> batches) {
  NAUTILUS_TRY(const auto statement, transaction.prepare(kInsert));
  for (const FeatureBatch& each : batches) {
    const auto features = json::write(each.features);
    statement->bind(1, each.created_at.nanoseconds);
    statement->bind(2, each.symbol);
    statement->bind(3, each.timestamp.nanoseconds);
    statement->bind(4, each.feature_group);
    statement->bind(5, features);
    statement->bind(6, each.computation_time_ms);
    statement->bind(7, std::int64_t{each.cache_hit ? 1 : 0});
    statement->bind(8, each.timeframe);
    statement->bind(9, each.feature_set_version);
    NAUTILUS_CHECK(statement->step());
    statement->reset();
  }
  return {};
}

Result<std::int64_t> forget_batches(storage::Transaction& transaction, Timestamp before, int most) {
  NAUTILUS_TRY(const auto statement, transaction.prepare(kForget));
  statement->bind(1, before.nanoseconds);
  statement->bind(2, std::int64_t{most});
  NAUTILUS_CHECK(statement->step());
  return statement->changes();
}

}  // namespace nautilus::platform
