// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "nautilus/base/clock.hpp"
#include "nautilus/config/settings.hpp"
#include "nautilus/platform/market_desk.hpp"
#include "nautilus/platform/platform_metrics.hpp"
#include "nautilus/platform/portfolio_desk.hpp"
#include "nautilus/platform/risk_answers.hpp"
#include "nautilus/platform/system_answers.hpp"
#include "nautilus/storage/database.hpp"

namespace nautilus::platform {

/// Value at risk of stored and given portfolios: what REST and the command line both call. What it
/// issues it records, unless the database is only read. Thread-safe.
class RiskDesk {
 public:
  RiskDesk(storage::Database& database, MarketDesk& market, PortfolioDesk& portfolios,
           const Clock& clock, PlatformMetrics& metrics, const config::RiskSettings& settings,
           bool records)
      : database_(database),
        market_(market),
        portfolios_(portfolios),
        clock_(clock),
        metrics_(metrics),
        settings_(settings),
        records_(records) {}

  /// Errors: not_found (portfolio, symbol), invalid_argument, insufficient_data.
  Result<VarAnswer> value_at_risk(const VarQuery& query, const VarRequest& request);

  /// The stored portfolio at every configured level and horizon that the data allow.
  /// Errors: not_found, insufficient_data where they allow none.
  Result<RiskMetrics> metrics();

 private:
  /// What a portfolio is made of, with the history of its symbols.
  struct Book {
    portfolio::Portfolio portfolio;
    std::vector<market::BarSeries> bars;
    risk::AlignedCloses history;
    std::vector<risk::Exposure> exposures;
    double value = 0;
    market::Adjustment adjustment = market::Adjustment::none;
  };

  Result<portfolio::Portfolio> portfolio_of(const VarRequest& request);
  Result<Book> open_book(portfolio::Portfolio portfolio, const VarQuery& query);
  Result<VarAnswer> compute(const Book& book, const VarQuery& query) const;
  Result<void> record(const VarAnswer& answer);

  storage::Database& database_;
  MarketDesk& market_;
  PortfolioDesk& portfolios_;
  const Clock& clock_;
  PlatformMetrics& metrics_;
  const config::RiskSettings& settings_;
  const bool records_;
};

}  // namespace nautilus::platform
