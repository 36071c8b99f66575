// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "nautilus/base/clock.hpp"
#include "nautilus/platform/actor.hpp"
#include "nautilus/portfolio/portfolio.hpp"
#include "nautilus/storage/database.hpp"

namespace nautilus::platform {

struct PortfolioQuery {
  std::string portfolio_id = "default";

  static constexpr auto fields() {
    return std::tuple{
        field("portfolio_id", &PortfolioQuery::portfolio_id, "Name of the portfolio", sized(1, 64)),
    };
  }
};

/// Positions in and out. Thread-safe.
class PortfolioDesk {
 public:
  PortfolioDesk(storage::Database& database, const Clock& clock)
      : database_(database), clock_(clock) {}

  /// Errors: not_found, naming the portfolios that are held.
  Result<portfolio::Portfolio> get(const std::string& id);

  /// Stores a portfolio in the place of an earlier one of its name. Errors: invalid_argument.
  Result<portfolio::Portfolio> put(const Actor& actor, const portfolio::Portfolio& portfolio);

 private:
  storage::Database& database_;
  const Clock& clock_;
};

}  // namespace nautilus::platform
