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

/// What turned the table of an older file into the one declared here. New files never see it.
struct TableChange {
  int version;                  ///< Of the schema that came with it, from 2.
  std::string_view shape = {};  ///< Statements that alter the table; run before any is created.
  std::string_view data = {};   ///< Statements that fill it; run when all tables have their shape.
};

/// A table, declared once by the module that owns its records; the DDL of each backend derives
/// from it. A table whose first column is `id` numbers its rows itself.
struct Table {
  std::string_view name;
  std::span<const Column> columns;
  std::string_view primary_key;                    ///< Column names, comma-separated.
  std::span<const std::string_view> indexes = {};  ///< Each a list of column names.
  std::span<const std::string_view> unique = {};   ///< Lists of columns that no two rows share.
  bool append_only = false;                   ///< The database itself refuses updates and deletes.
  std::span<const TableChange> changes = {};  ///< In the order of their versions.
};

/// The version of the tables of this build, as a file carries it. It rises with every TableChange.
inline constexpr int kSchemaVersion = 2;

/// Creates what is missing and brings an older file up to the version of this build, all of it or
/// nothing; can be run any number of times. A file keeps all its data.
/// Errors: conflict if the file was written by a newer build.
Result<void> migrate(Database& database, std::span<const Table* const> tables);

/// For who only reads: whether the file has the tables of this build.
/// Errors: conflict if it is older or newer, saying what to do.
Result<void> check_version(Database& database);

}  // namespace nautilus::storage
