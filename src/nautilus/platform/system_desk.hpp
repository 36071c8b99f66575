// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <functional>

#include "nautilus/base/clock.hpp"
#include "nautilus/platform/feature_desk.hpp"
#include "nautilus/platform/market_desk.hpp"
#include "nautilus/platform/regime_desk.hpp"
#include "nautilus/platform/risk_desk.hpp"
#include "nautilus/platform/system_answers.hpp"
#include "nautilus/storage/database.hpp"

namespace nautilus::platform {

/// How the whole is doing. Thread-safe.
class SystemDesk {
 public:
  struct Parts {
    storage::Database& database;
    MarketDesk& market;
    FeatureDesk& features;
    RegimeDesk& regime;
    RiskDesk& risk;
    const Clock& clock;
  };

  explicit SystemDesk(Parts parts) : parts_(parts), started_at_(parts.clock.now()) {}

  [[nodiscard]] HealthAnswer health();
  Result<StatusAnswer> status();
  [[nodiscard]] DashboardAnswer dashboard();

  /// Counted while a worker computes an answer.
  std::atomic<std::int64_t>& active_requests() { return active_requests_; }

 private:
  Result<SystemMetrics> system_metrics();

  Parts parts_;
  const Timestamp started_at_;
  std::atomic<std::int64_t> active_requests_ = 0;
};

}  // namespace nautilus::platform
