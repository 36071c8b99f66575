// SPDX-License-Identifier: MIT
#include "nautilus/portfolio/portfolio_store.hpp"

#include <array>

#include "nautilus/base/json_read.hpp"
#include "nautilus/base/json_write.hpp"

namespace nautilus::portfolio {
namespace {

using storage::Column;
using storage::ColumnType;

constexpr std::array kColumns{
    Column{"portfolio_id", ColumnType::text},    Column{"base_currency", ColumnType::text},
    Column{"positions", ColumnType::json},       Column{"cash", ColumnType::json},
    Column{"updated_at", ColumnType::timestamp},
};
constexpr storage::Table kPortfolios{
    .name = "portfolios", .columns = kColumns, .primary_key = "portfolio_id"};
constexpr std::array<const storage::Table*, 1> kTables{&kPortfolios};

constexpr std::string_view kFind =
    "SELECT base_currency, positions, cash FROM portfolios WHERE portfolio_id = ?1";
constexpr std::string_view kStore =
    "INSERT INTO portfolios (portfolio_id, base_currency, positions, cash, updated_at) "
    "VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (portfolio_id) DO UPDATE SET "
    "base_currency = excluded.base_currency, positions = excluded.positions, "
    "cash = excluded.cash, updated_at = excluded.updated_at";
constexpr std::string_view kNames = "SELECT portfolio_id FROM portfolios ORDER BY portfolio_id";

using Amounts = std::map<std::string, double>;

}  // namespace

std::span<const storage::Table* const> tables() { return kTables; }

Result<std::optional<Portfolio>> find(storage::Transaction& transaction, std::string_view id) {
  NAUTILUS_TRY(const auto statement, transaction.prepare(kFind));
  statement->bind(1, id);
  NAUTILUS_TRY(const bool found, statement->step());
  if (!found) return std::optional<Portfolio>();
  Portfolio portfolio{.portfolio_id = std::string(id),
                      .base_currency = std::string(statement->text(0))};
  NAUTILUS_TRY(portfolio.positions, json::read_text<Amounts>(statement->text(1)));
  NAUTILUS_TRY(portfolio.cash, json::read_text<Amounts>(statement->text(2)));
  return std::optional(std::move(portfolio));
}

Result<void> store(storage::Transaction& transaction, const Portfolio& portfolio, Timestamp at) {
  NAUTILUS_TRY(const auto statement, transaction.prepare(kStore));
  const auto positions = json::write(portfolio.positions);
  const auto cash = json::write(portfolio.cash);
  statement->bind(1, portfolio.portfolio_id);
  statement->bind(2, portfolio.base_currency);
  statement->bind(3, positions);
  statement->bind(4, cash);
  statement->bind(5, at.nanoseconds);
  NAUTILUS_CHECK(statement->step());
  return {};
}

Result<std::vector<std::string>> names(storage::Transaction& transaction) {
  NAUTILUS_TRY(const auto statement, transaction.prepare(kNames));
  std::vector<std::string> out;
  for (;;) {
    NAUTILUS_TRY(const bool more, statement->step());
    if (!more) return out;
    out.emplace_back(statement->text(0));
  }
}

}  // namespace nautilus::portfolio
