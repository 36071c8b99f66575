// SPDX-License-Identifier: MIT
#include "nautilus/storage/table.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <vector>

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

Error newer(std::int64_t version) {
  return {ErrorCode::conflict,
          fmt::format("the database was written by a newer build (its tables are of version "
                      "{}, this build knows {}): run the newer build or restore a backup",
                      version, kSchemaVersion)};
}

/// The changes that a file of `version` has not had yet, of the tables that it has.
Result<std::vector<TableChange>> changes_since(Transaction& transaction, std::int64_t version,
                                               std::span<const Table* const> tables) {
  std::vector<TableChange> changes;
  for (const auto* table : tables) {
    NAUTILUS_TRY(const bool held, transaction.has_table(table->name));
    if (!held) continue;
    std::ranges::copy_if(table->changes, std::back_inserter(changes),
                         [&](const TableChange& each) { return each.version > version; });
  }
  std::ranges::stable_sort(changes, {}, &TableChange::version);
  return changes;
}

}  // namespace

Result<void> migrate(Database& database, std::span<const Table* const> tables) {
  NAUTILUS_TRY(const auto transaction, database.write());
  NAUTILUS_CHECK(transaction->execute(database.definition(kVersions)));
  NAUTILUS_TRY(const auto version, stored_version(*transaction));
  if (version > kSchemaVersion) return newer(version);
  NAUTILUS_TRY(const auto changes, changes_since(*transaction, version, tables));
  for (const auto& change : changes) NAUTILUS_CHECK(transaction->execute(change.shape));
  for (const auto* table : tables) {
    NAUTILUS_CHECK(transaction->execute(database.definition(*table)));
  }
  for (const auto& change : changes) NAUTILUS_CHECK(transaction->execute(change.data));
  if (version < kSchemaVersion) NAUTILUS_CHECK(record_version(*transaction));
  return transaction->commit();
}

Result<void> check_version(Database& database) {
  NAUTILUS_TRY(const auto transaction, database.read());
  NAUTILUS_TRY(const bool known, transaction->has_table(kVersions.name));
  if (!known) return {};  // An empty file: whatever is asked of it is missing, and says so.
  NAUTILUS_TRY(const auto version, stored_version(*transaction));
  if (version > kSchemaVersion) return newer(version);
  if (version == kSchemaVersion) return {};
  return Error{ErrorCode::conflict,
               fmt::format("the database was written by an older build (its tables are of version "
                           "{}, this build reads {}): start the server once, or run any command "
                           "that writes, to bring it up to date",
                           version, kSchemaVersion)};
}

}  // namespace nautilus::storage
