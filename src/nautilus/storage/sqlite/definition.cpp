// SPDX-License-Identifier: MIT
#include "nautilus/storage/sqlite/definition.hpp"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "nautilus/base/text.hpp"

namespace nautilus::storage::sqlite {
namespace {

bool numbers_itself(const Table& table) {
  return !table.columns.empty() && table.columns.front().name == "id";
}

std::string_view type_of(ColumnType type) {
  switch (type) {
    case ColumnType::integer:
    case ColumnType::timestamp: return "INTEGER";
    case ColumnType::real: return "REAL";
    case ColumnType::text:
    case ColumnType::json: return "TEXT";
  }
  return "ANY";
}

std::string column(const Column& column) {
  auto text = fmt::format("\"{}\" {}", column.name, type_of(column.type));
  if (!column.nullable) text += " NOT NULL";
  if (column.type == ColumnType::json) {
    // json_valid() says 0, not null, of null.
    text += fmt::format(" CHECK (\"{0}\" IS NULL OR json_valid(\"{0}\"))", column.name);
  }
  if (!column.check.empty()) text += fmt::format(" CHECK ({})", column.check);
  return text;
}

/// "symbol, timeframe" as "\"symbol\", \"timeframe\"", so that no name is taken for a keyword.
std::string quoted(std::string_view columns) {
  std::vector<std::string> names;
  for (const auto name : split(columns, ',')) names.push_back(fmt::format("\"{}\"", trimmed(name)));
  return fmt::format("{}", fmt::join(names, ", "));
}

/// "bars_by_symbol_timeframe".
std::string index_name(std::string_view table, std::string_view columns) {
  auto name = fmt::format("{}_by", table);
  for (const auto each : split(columns, ',')) name += fmt::format("_{}", trimmed(each));
  return name;
}

std::string index(const Table& table, std::string_view columns, std::string_view kind) {
  return fmt::format("CREATE {} IF NOT EXISTS \"{}\" ON \"{}\" ({});\n", kind,
                     index_name(table.name, columns), table.name, quoted(columns));
}

std::string guard(std::string_view table, std::string_view action) {
  return fmt::format(
      "CREATE TRIGGER IF NOT EXISTS \"{0}_refuses_{1}\" BEFORE {1} ON \"{0}\" "
      "BEGIN SELECT RAISE(ABORT, '{0} is append-only: {1} is refused'); END;\n",
      table, action);
}

}  // namespace

std::string definition(const Table& table) {
  std::vector<std::string> parts;
  for (const auto& each : table.columns) parts.push_back(column(each));
  const bool numbered = numbers_itself(table);
  if (numbered) {
    parts.front() = "\"id\" INTEGER PRIMARY KEY";
  } else {
    parts.push_back(fmt::format("PRIMARY KEY ({})", quoted(table.primary_key)));
  }
  // Without a row number beside its key a table is one tree instead of two.
  auto sql = fmt::format("CREATE TABLE IF NOT EXISTS \"{}\" ({}) STRICT{};\n", table.name,
                         fmt::join(parts, ", "), numbered ? "" : ", WITHOUT ROWID");
  for (const auto columns : table.indexes) sql += index(table, columns, "INDEX");
  for (const auto columns : table.unique) sql += index(table, columns, "UNIQUE INDEX");
  if (table.append_only) sql += guard(table.name, "update") + guard(table.name, "delete");
  return sql;
}

}  // namespace nautilus::storage::sqlite
