// SPDX-License-Identifier: MIT
#include "nautilus/regime/prediction_store.hpp"

#include <array>

#include "nautilus/base/json_read.hpp"
#include "nautilus/base/json_write.hpp"

namespace nautilus::regime {
namespace {

using storage::Column;
using storage::ColumnType;
using Probabilities = std::map<std::string, double>;

constexpr std::array kColumns{
    Column{"id", ColumnType::integer},
    Column{"created_at", ColumnType::timestamp},
    Column{"timestamp", ColumnType::timestamp},
    Column{"symbol", ColumnType::text},
    Column{"regime", ColumnType::text},
    Column{"confidence", ColumnType::real, true, "confidence BETWEEN 0 AND 1"},
    Column{"probabilities", ColumnType::json, true},
    Column{"features_used", ColumnType::json},
    Column{"model_version", ColumnType::text},
};
constexpr std::array<std::string_view, 1> kIndexes{"symbol, timestamp"};
constexpr storage::Table kPredictions{.name = "regime_predictions",
                                      .columns = kColumns,
                                      .primary_key = "id",
                                      .indexes = kIndexes,
                                      .append_only = true};
constexpr std::array<const storage::Table*, 1> kTables{&kPredictions};

constexpr std::string_view kInsert =
    "INSERT INTO regime_predictions (created_at, timestamp, symbol, regime, confidence, "
    "probabilities, features_used, model_version) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
constexpr std::string_view kLatest =
    "SELECT regime, confidence, probabilities, model_version FROM regime_predictions "
    "WHERE symbol = ?1 AND timestamp = ?2 ORDER BY id DESC LIMIT 1";
constexpr std::string_view kBetween =
    "SELECT timestamp, regime, confidence, probabilities, features_used, model_version, created_at "
    "FROM regime_predictions WHERE symbol = ?1 AND timestamp >= ?2 AND timestamp < ?3 "
    "ORDER BY timestamp, id";

std::optional<std::string> text_of(const std::optional<Probabilities>& probabilities) {
  return probabilities ? std::optional(json::write(*probabilities)) : std::nullopt;
}

void bind_optional(storage::Statement& statement, int parameter,
                   const std::optional<double>& value) {
  value ? statement.bind(parameter, *value) : statement.bind_null(parameter);
}

void bind_optional(storage::Statement& statement, int parameter,
                   const std::optional<std::string>& value) {
  value ? statement.bind(parameter, std::string_view(*value)) : statement.bind_null(parameter);
}

std::optional<double> optional_real(const storage::Statement& statement, int column) {
  return statement.is_null(column) ? std::nullopt : std::optional(statement.real(column));
}

std::optional<std::string> optional_text(const storage::Statement& statement, int column) {
  return statement.is_null(column) ? std::nullopt
                                   : std::optional(std::string(statement.text(column)));
}

Result<bool> repeats_the_latest(storage::Transaction& transaction, const IssuedRegime& issued) {
  NAUTILUS_TRY(const auto statement, transaction.prepare(kLatest));
  statement->bind(1, issued.symbol);
  statement->bind(2, issued.timestamp.nanoseconds);
  NAUTILUS_TRY(const bool found, statement->step());
  return found && statement->text(0) == issued.regime &&
         optional_real(*statement, 1) == issued.confidence &&
         optional_text(*statement, 2) == text_of(issued.probabilities) &&
         statement->text(3) == issued.model_version;
}

Result<IssuedRegime> row_of(const storage::Statement& statement, std::string_view symbol) {
  IssuedRegime issued;
  issued.timestamp = {statement.integer(0)};
  issued.symbol = symbol;
  issued.regime = statement.text(1);
  issued.confidence = optional_real(statement, 2);
  if (!statement.is_null(3)) {
    NAUTILUS_TRY(issued.probabilities, json::read_text<Probabilities>(statement.text(3)));
  }
  NAUTILUS_TRY(issued.features_used, json::read_text<std::vector<std::string>>(statement.text(4)));
  issued.model_version = statement.text(5);
  issued.created_at = {statement.integer(6)};
  return issued;
}

}  // namespace

std::span<const storage::Table* const> prediction_tables() { return kTables; }

Result<bool> record(storage::Transaction& transaction, const IssuedRegime& issued) {
  NAUTILUS_TRY(const bool repeated, repeats_the_latest(transaction, issued));
  if (repeated) return false;
  NAUTILUS_TRY(const auto statement, transaction.prepare(kInsert));
  const auto probabilities = text_of(issued.probabilities);
  const auto features = json::write(issued.features_used);
  statement->bind(1, issued.created_at.nanoseconds);
  statement->bind(2, issued.timestamp.nanoseconds);
  statement->bind(3, issued.symbol);
  statement->bind(4, issued.regime);
  bind_optional(*statement, 5, issued.confidence);
  bind_optional(*statement, 6, probabilities);
  statement->bind(7, features);
  statement->bind(8, issued.model_version);
  NAUTILUS_CHECK(statement->step());
  return true;
}

Result<std::vector<IssuedRegime>> issued_between(storage::Transaction& transaction,
                                                 std::string_view symbol, Timestamp from,
                                                 Timestamp to) {
  NAUTILUS_TRY(const auto statement, transaction.prepare(kBetween));
  statement->bind(1, symbol);
  statement->bind(2, from.nanoseconds);
  statement->bind(3, to.nanoseconds);
  std::vector<IssuedRegime> out;
  for (;;) {
    NAUTILUS_TRY(const bool more, statement->step());
    if (!more) return out;
    if (!out.empty() && out.back().timestamp.nanoseconds == statement->integer(0)) continue;
    NAUTILUS_TRY(auto issued, row_of(*statement, symbol));
    out.push_back(std::move(issued));
  }
}

}  // namespace nautilus::regime
