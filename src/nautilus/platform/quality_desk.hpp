// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "nautilus/base/cancellation.hpp"
#include "nautilus/market/bar_store.hpp"
#include "nautilus/market/calendars/calendar_set.hpp"
#include "nautilus/platform/market_answers.hpp"
#include "nautilus/platform/market_desk.hpp"
#include "nautilus/platform/quality_answers.hpp"

namespace nautilus::platform {

/// What is odd about the bars held: told, never repaired. Thread-safe.
class QualityDesk {
 public:
  /// What it is given must outlive it.
  QualityDesk(storage::Database& database, MarketDesk& market, const market::CalendarSet& calendars)
      : database_(database), market_(market), calendars_(calendars) {}

  /// The findings of a series, or without a symbol the counts of every one.
  /// Errors: not_found; invalid_argument for an unknown calendar or check.
  Result<QualityAnswer> quality(const QualityQuery& query, const Cancellation& cancellation = {});

 private:
  storage::Database& database_;
  MarketDesk& market_;
  const market::CalendarSet& calendars_;
};

/// What would be found if a CSV file were stored with its sound rows; nothing is stored.
/// Errors: those of reading; as QualityDesk::quality.
Result<QualityAnswer> check_file(const std::string& path, const IngestQuery& file,
                                 const QualityQuery& query, const Clock& clock,
                                 const std::stop_token& stop);

/// Every check, as declared.
std::vector<CheckAnswer> list_checks();

}  // namespace nautilus::platform
