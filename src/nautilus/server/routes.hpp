// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <memory>
#include <vector>

#include "nautilus/config/service_settings.hpp"
#include "nautilus/server/route.hpp"
#include "nautilus/telemetry/metrics.hpp"

namespace nautilus::server {

/// What the operational routes show beside the engine.
struct ServerState {
  ServerState(const config::Loaded<config::Settings>& loaded_settings,
              telemetry::Metrics& all_metrics)
      : loaded(loaded_settings), metrics(all_metrics) {}

  const config::Loaded<config::Settings>& loaded;
  telemetry::Metrics& metrics;
  std::atomic<bool> draining = false;
  std::atomic<bool> database_answers = true;
};

// Each group in a file of its own name.
std::vector<Route> market_routes();
std::vector<Route> action_routes();
std::vector<Route> future_routes();
std::vector<Route> series_routes();
std::vector<Route> quality_routes();
std::vector<Route> instrument_routes();
std::vector<Route> calendar_routes();
std::vector<Route> feature_routes();
std::vector<Route> regime_routes();
std::vector<Route> risk_routes();
std::vector<Route> system_routes(const std::shared_ptr<ServerState>& state);

/// Every route of the server, the pages and the OpenAPI document of all of them too.
std::vector<Route> all_routes(const std::shared_ptr<ServerState>& state);

}  // namespace nautilus::server
