// SPDX-License-Identifier: MIT
#include "nautilus/platform/system_desk.hpp"

#include <fmt/format.h>

#include "nautilus/platform/version.hpp"
#include "nautilus/telemetry/process.hpp"

namespace nautilus::platform {
namespace {

constexpr std::string_view kNotInThisBuild = "not in this build";

ComponentHealth absent() { return {std::nullopt, "absent", std::string(kNotInThisBuild)}; }

template <class T>
ComponentHealth health_of(const Result<T>& outcome, std::string_view running) {
  if (outcome) return {true, "running", std::string(running)};
  // Too little data is no illness: the part works and waits for bars.
  const bool waits = outcome.error().code == ErrorCode::not_found ||
                     outcome.error().code == ErrorCode::insufficient_data;
  return {waits, waits ? "idle" : "failing", outcome.error().message};
}

/// The value, or null with the reason under its name.
template <class T>
std::optional<T> or_missing(Result<T> outcome, const char* name, Reasons& missing) {
  if (outcome) return *std::move(outcome);
  missing[name] = outcome.error().message;
  return std::nullopt;
}

}  // namespace

HealthAnswer SystemDesk::health() {
  HealthAnswer answer{.timestamp = parts_.clock.now()};
  auto& components = answer.components;
  const auto symbols = parts_.market.symbols();
  components["storage"] = health_of(
      symbols, symbols ? fmt::format("{} series held", symbols->total_symbols) : "");
  components["feature_engineer"] = health_of(FeatureDesk::catalog(), "catalogue complete");
  components["regime_detector"] = health_of(parts_.regime.current({}), "benchmark labelled");
  components["risk_predictor"] = health_of(parts_.risk.metrics(), "stored portfolio valued");
  for (const auto* name : {"lifecycle_manager", "inference_engine", "bus"}) {
    components[name] = absent();
  }
  for (const auto& [name, component] : components) {
    if (component.healthy == false) answer.unhealthy_components.push_back(name);
  }
  const bool storage_fails = components.at("storage").healthy == false;
  answer.status = storage_fails                          ? "unhealthy"
                  : answer.unhealthy_components.empty() ? "healthy"
                                                        : "degraded";
  answer.active_predictions = active_requests_;
  return answer;
}

Result<SystemMetrics> SystemDesk::system_metrics() {
  NAUTILUS_TRY(const auto symbols, parts_.market.symbols());
  const auto usage = telemetry::process_usage();
  SystemMetrics metrics{.cpu_seconds = usage.cpu_seconds,
                        .resident_bytes = usage.resident_bytes,
                        .series = symbols.total_symbols,
                        .version = std::string(kVersion)};
  metrics.uptime_seconds =
      static_cast<double>((parts_.clock.now() - started_at_).count()) * 1e-9;
  for (const auto& series : symbols.symbols) metrics.bars += series.bars;
  return metrics;
}

Result<StatusAnswer> SystemDesk::status() {
  StatusAnswer answer;
  NAUTILUS_TRY(answer.system_metrics, system_metrics());
  answer.missing["model_performance"] = kNotInThisBuild;
  answer.regime_analysis = or_missing(parts_.regime.current({}), "regime_analysis", answer.missing);
  answer.feature_stats = parts_.features.stats();
  answer.risk_metrics = or_missing(parts_.risk.metrics(), "risk_metrics", answer.missing);
  return answer;
}

DashboardAnswer SystemDesk::dashboard() {
  DashboardAnswer answer;
  answer.system_status = health();
  answer.regime_analysis = or_missing(parts_.regime.current({}), "regime_analysis", answer.missing);
  answer.risk_metrics = or_missing(parts_.risk.metrics(), "risk_metrics", answer.missing);
  for (const auto* name :
       {"inference_metrics", "model_performance", "feature_importance", "alerts"}) {
    answer.missing[name] = kNotInThisBuild;
  }
  return answer;
}

}  // namespace nautilus::platform
