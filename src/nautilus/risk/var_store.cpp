// SPDX-License-Identifier: MIT
#include "nautilus/risk/var_store.hpp"

#include <array>

namespace nautilus::risk {
namespace {

using storage::Column;
using storage::ColumnType;

constexpr std::array kColumns{
    Column{"id", ColumnType::integer},
    Column{"created_at", ColumnType::timestamp},
    Column{"timestamp", ColumnType::timestamp},
    Column{"portfolio_id", ColumnType::text},
    Column{"method", ColumnType::text},
    Column{"confidence_level", ColumnType::real, false,
           "confidence_level > 0 AND confidence_level < 1"},
    Column{"horizon_days", ColumnType::integer, false, "horizon_days >= 1"},
    Column{"var_value", ColumnType::real},
    Column{"expected_shortfall", ColumnType::real},
    Column{"scenario_analysis", ColumnType::json},
};
constexpr std::array<std::string_view, 1> kIndexes{"portfolio_id, timestamp"};
constexpr storage::Table kCalculations{.name = "var_calculations",
                                       .columns = kColumns,
                                       .primary_key = "id",
                                       .indexes = kIndexes,
                                       .append_only = true};
constexpr std::array<const storage::Table*, 1> kTables{&kCalculations};

constexpr std::string_view kInsert =
    "INSERT INTO var_calculations (created_at, timestamp, portfolio_id, method, confidence_level, "
    "horizon_days, var_value, expected_shortfall, scenario_analysis) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";

}  // namespace

std::span<const storage::Table* const> var_tables() { return kTables; }

Result<void> record(storage::Transaction& transaction, const IssuedVar& issued) {
  NAUTILUS_TRY(const auto statement, transaction.prepare(kInsert));
  statement->bind(1, issued.created_at.nanoseconds);
  statement->bind(2, issued.timestamp.nanoseconds);
  statement->bind(3, issued.portfolio_id);
  statement->bind(4, issued.method);
  statement->bind(5, issued.confidence_level);
  statement->bind(6, std::int64_t{issued.horizon_days});
  statement->bind(7, issued.value);
  statement->bind(8, issued.expected_shortfall);
  statement->bind(9, issued.scenario_analysis);
  NAUTILUS_CHECK(statement->step());
  return {};
}

}  // namespace nautilus::risk
