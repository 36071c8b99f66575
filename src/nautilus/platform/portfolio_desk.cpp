// SPDX-License-Identifier: MIT
#include "nautilus/platform/portfolio_desk.hpp"

#include <fmt/format.h>

#include "nautilus/base/json_write.hpp"
#include "nautilus/market/symbol.hpp"
#include "nautilus/platform/audit_table.hpp"
#include "nautilus/portfolio/portfolio_store.hpp"

namespace nautilus::platform {
namespace {

Result<void> check_symbols(const portfolio::Portfolio& portfolio) {
  for (const auto& [symbol, quantity] : portfolio.positions) {
    if (const auto sound = market::check_symbol(symbol); !sound) {
      return field_error({"positions", symbol}, sound.error().message, "not_allowed");
    }
  }
  return {};
}

Error not_held(const std::string& id, const std::vector<std::string>& names) {
  if (names.empty()) {
    return {ErrorCode::not_found, "no portfolio is held; store one with POST /portfolio"};
  }
  return {ErrorCode::not_found,
          fmt::format("no portfolio '{}' is held, only {}", id, fmt::join(names, ", "))};
}

}  // namespace

Result<portfolio::Portfolio> PortfolioDesk::get(const std::string& id) {
  NAUTILUS_TRY(const auto transaction, database_.read());
  NAUTILUS_TRY(auto found, portfolio::find(*transaction, id));
  if (found) return *std::move(found);
  NAUTILUS_TRY(const auto names, portfolio::names(*transaction));
  return not_held(id, names);
}

Result<portfolio::Portfolio> PortfolioDesk::put(const Actor& actor,
                                                const portfolio::Portfolio& portfolio) {
  NAUTILUS_CHECK(portfolio::check(portfolio));
  NAUTILUS_CHECK(check_symbols(portfolio));
  NAUTILUS_TRY(const auto transaction, database_.write());
  NAUTILUS_TRY(const auto before, portfolio::find(*transaction, portfolio.portfolio_id));
  NAUTILUS_CHECK(portfolio::store(*transaction, portfolio, clock_.now()));
  NAUTILUS_CHECK(write_audit(*transaction, {.at = clock_.now(),
                                            .actor = actor.name,
                                            .action = "portfolio.put",
                                            .before = before ? json::write(*before) : "",
                                            .after = json::write(portfolio),
                                            .request_id = actor.request_id}));
  NAUTILUS_CHECK(transaction->commit());
  return portfolio;
}

}  // namespace nautilus::platform
