// SPDX-License-Identifier: MIT
#pragma once

#include "nautilus/base/clock.hpp"
#include "nautilus/platform/actor.hpp"
#include "nautilus/platform/future_answers.hpp"
#include "nautilus/platform/market_desk.hpp"
#include "nautilus/storage/database.hpp"

namespace nautilus::platform {

/// Continuous futures: their definitions, and their bars made of the contracts held. Thread-safe.
class FutureDesk {
 public:
  FutureDesk(storage::Database& database, MarketDesk& market, const Clock& clock)
      : database_(database), market_(market), clock_(clock) {}

  /// Stores a definition, which takes the place of an earlier one of its name.
  /// Errors: invalid_argument naming the field: a contract that has no bars and is no instrument,
  /// among others. One that is declared may get its bars later; the answers name it as missing.
  Result<market::ContinuousFuture> put(const Actor& actor, const market::ContinuousFuture& future);

  Result<FuturesAnswer> list();

  /// Errors: not_found, insufficient_data.
  Result<FutureBarsAnswer> bars(const FutureBarsQuery& query);

 private:
  [[nodiscard]] Result<void> check_known(const market::ContinuousFuture& future) const;

  storage::Database& database_;
  MarketDesk& market_;
  const Clock& clock_;
};

}  // namespace nautilus::platform
