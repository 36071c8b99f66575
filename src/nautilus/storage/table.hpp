// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string_view>

#include "nautilus/base/result.hpp"
#include "nautilus/storage/database.hpp"

namespace nautilus::storage {

enum class ColumnType {
  integer,    ///< 64 bits.
  real,       ///< Double precision.
  text,       ///< UTF-8.
  json,       ///< A JSON text.
  timestamp,  ///< Nanoseconds since 1970 UTC.
};

struct Column {
  std::string_view name;
  ColumnType type;
  bool nullable = false;
  std::string_view check = {};  ///< A condition in SQL, or empty.
};

/// A table, declared once by the module that owns its records; the DDL of each backend derives
/// from it. A table whose first column is `id` numbers its rows itself.
struct Table {
  std::string_view name;
  std::span<const Column> columns;
  std::string_view primary_key;                    ///< Column names, comma-separated.
  std::span<const std::string_view> indexes = {};  ///< Each a list of column names.
  std::span<const std::string_view> unique = {};   ///< Lists of columns that no two rows share.
  bool append_only = false;  ///< The database itself refuses updates and deletes.
};

/// The version of the tables of this build, as a file carries it.
inline constexpr int kSchemaVersion = 1;

/// Creates what is missing and brings an older file up to the version of this build; can be run any
/// number of times. Errors: conflict if the file was written by a newer build.
Result<void> migrate(Database& database, std::span<const Table* const> tables);

}  // namespace nautilus::storage
