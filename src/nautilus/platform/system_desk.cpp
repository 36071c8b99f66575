// SPDX-License-Identifier: MIT
#include "nautilus/platform/system_desk.hpp"

#include <fmt/format.h>

#include "nautilus/platform/version.hpp"
#include "nautilus/telemetry/process_figures.hpp"

namespace nautilus::platform {
namespace {

constexpr std::string_view kNotInThisBuild = "not in this build";

telemetry::ComponentHealth absent(std::string name) {
  return {std::move(name), std::nullopt, "absent", std::string(kNotInThisBuild)};
}

template <class T>
telemetry::ComponentHealth health_of(std::string name, const Result<T>& outcome, std::string detail,
                                     bool essential = false) {
  if (outcome) return {std::move(name), true, "running", std::move(detail), essential};
  // Too little data is no illness: the part works and waits for bars.
  const bool waits = outcome.error().code == ErrorCode::not_found ||
                     outcome.error().code == ErrorCode::insufficient_data;
  return {std::move(name), waits, waits ? "idle" : "failed", outcome.error().message, essential};
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
  const auto symbols = parts_.market.symbols();
  const std::vector<telemetry::ComponentHealth> components{
      health_of("storage", symbols,
                symbols ? fmt::format("{} series held", symbols->total_symbols) : "", true),
      health_of("feature_engineer", parts_.features.catalog(), "catalogue complete"),
      health_of("regime_detector", parts_.regime.current({}), "benchmark labelled"),
      health_of("risk_predictor", parts_.risk.metrics(), "stored portfolio valued"),
      absent("lifecycle_manager"),
      absent("inference_engine"),
      absent("bus")};
  HealthAnswer answer{.status = telemetry::overall_status(components),
                      .timestamp = parts_.clock.now()};
  for (const auto& component : components) answer.components[component.name] = component;
  answer.active_predictions = active_requests_;
  answer.unhealthy_components = telemetry::unhealthy_components(components);
  return answer;
}

Result<SystemMetrics> SystemDesk::system_metrics() {
  NAUTILUS_TRY(const auto symbols, parts_.market.symbols());
  SystemMetrics metrics{.cpu_seconds = telemetry::process_cpu_seconds(),
                        .resident_bytes = telemetry::process_resident_bytes(),
                        .series = symbols.total_symbols,
                        .version = std::string(kVersion)};
  metrics.uptime_seconds = static_cast<double>((parts_.clock.now() - started_at_).count()) * 1e-9;
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
