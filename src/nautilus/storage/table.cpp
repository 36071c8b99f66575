// SPDX-License-Identifier: MIT
#include "nautilus/storage/table.hpp"

#include <array>

#include <fmt/format.h>

namespace nautilus::storage {
namespace {

constexpr std::array<Column, 1> kVersionColumns{{{"version", ColumnType::integer}}};
constexpr Table kVersions{.name = "schema_version",
                          .columns = kVersionColumns,
                          .primary_key = "version",
                          .append_only = true};

/// The newest version that the file has had; 0 for a new file.
Result<std::int64_t> stored_version(Transaction& transaction) {
  NAUTILUS_TRY(const auto select, transaction.prepare("SELECT max(version) FROM schema_version"));
  NAUTILUS_TRY(const bool found, select->step());
  return found ? select->integer(0) : 0;
}

Result<void> record_version(Transaction& transaction) {
  NAUTILUS_TRY(const auto insert, transaction.prepare("INSERT INTO schema_version VALUES (?)"));
  insert->bind(1, std::int64_t{kSchemaVersion});
  NAUTILUS_CHECK(insert->step());
  return {};
}

}  // namespace

Result<void> migrate(Database& database, std::span<const Table* const> tables) {
  NAUTILUS_TRY(const auto transaction, database.write());
  NAUTILUS_CHECK(transaction->execute(database.definition(kVersions)));
  NAUTILUS_TRY(const auto version, stored_version(*transaction));
  if (version > kSchemaVersion) {
    return Error{ErrorCode::conflict,
                 fmt::format("the database was written by a newer build (its tables are of version "
                             "{}, this build knows {}): run the newer build or restore a backup",
                             version, kSchemaVersion)};
  }
  for (const auto* table : tables) {
    NAUTILUS_CHECK(transaction->execute(database.definition(*table)));
  }
  if (version < kSchemaVersion) NAUTILUS_CHECK(record_version(*transaction));
  return transaction->commit();
}

}  // namespace nautilus::storage
