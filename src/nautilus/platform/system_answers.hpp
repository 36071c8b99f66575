// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "nautilus/base/field.hpp"
#include "nautilus/base/json.hpp"
#include "nautilus/base/time.hpp"
#include "nautilus/platform/regime_answers.hpp"
#include "nautilus/platform/risk_answers.hpp"
#include "nautilus/telemetry/health.hpp"

namespace nautilus::platform {

struct HealthAnswer {
  telemetry::HealthStatus status = telemetry::HealthStatus::healthy;
  Timestamp timestamp;
  std::map<std::string, telemetry::ComponentHealth> components;
  std::int64_t models_loaded = 0;
  std::int64_t active_predictions = 0;
  std::vector<std::string> unhealthy_components;

  static constexpr auto fields() {
    using A = HealthAnswer;
    return std::tuple{
        field("status", &A::status, "healthy, degraded or unhealthy"),
        field("timestamp", &A::timestamp, "Now"),
        field("components", &A::components, "Each part of the product"),
        field("models_loaded", &A::models_loaded, "Models that can be asked"),
        field("active_predictions", &A::active_predictions, "Requests being computed"),
        field("unhealthy_components", &A::unhealthy_components, "Names of the failing parts"),
    };
  }
};

/// Alive or ready: what a supervisor asks.
struct ProbeAnswer {
  std::string status;

  static constexpr auto fields() {
    return std::tuple{field("status", &ProbeAnswer::status, "alive, ready, starting or draining")};
  }
};

struct SystemMetrics {
  double uptime_seconds = 0;
  double cpu_seconds = 0;
  double resident_bytes = 0;
  std::int64_t series = 0;
  std::int64_t bars = 0;
  std::string version;

  static constexpr auto fields() {
    using A = SystemMetrics;
    return std::tuple{
        field("uptime_seconds", &A::uptime_seconds, "Since the start"),
        field("cpu_seconds", &A::cpu_seconds, "Used by the process"),
        field("resident_bytes", &A::resident_bytes, "Memory held by the process"),
        field("series", &A::series, "Symbols times timeframes held"),
        field("bars", &A::bars, "Bars held"),
        field("version", &A::version, "Version of this build"),
    };
  }
};

struct FeatureStats {
  std::int64_t features = 0;
  std::int64_t indicators = 0;
  std::int64_t cache_hits = 0;
  std::int64_t cache_misses = 0;
  std::optional<double> cache_hit_rate;

  static constexpr auto fields() {
    using A = FeatureStats;
    return std::tuple{
        field("features", &A::features, "Features in the catalogue"),
        field("indicators", &A::indicators, "Indicators they are made of"),
        field("cache_hits", &A::cache_hits, "Answers reused since the start"),
        field("cache_misses", &A::cache_misses, "Answers computed since the start"),
        field("cache_hit_rate", &A::cache_hit_rate, "Share reused; null before the first request"),
    };
  }
};

/// The value at risk of the stored portfolio at one level and horizon.
struct RiskFigure {
  double confidence_level = 0;
  int horizon_days = 0;
  double value_at_risk = 0;
  double expected_shortfall = 0;

  static constexpr auto fields() {
    using A = RiskFigure;
    return std::tuple{
        field("confidence_level", &A::confidence_level, "Level"),
        field("horizon_days", &A::horizon_days, "Trading days"),
        field("var", &A::value_at_risk, "Loss that is not exceeded with that confidence"),
        field("expected_shortfall", &A::expected_shortfall, "Mean loss beyond it"),
    };
  }
};

struct RiskMetrics {
  std::string portfolio_id;
  double portfolio_value = 0;
  std::string method;
  Timestamp timestamp;
  std::vector<RiskFigure> figures;

  static constexpr auto fields() {
    using A = RiskMetrics;
    return std::tuple{
        field("portfolio_id", &A::portfolio_id, "The stored portfolio"),
        field("portfolio_value", &A::portfolio_value, "At the last prices"),
        field("method", &A::method, "How the losses are generated"),
        field("timestamp", &A::timestamp, "When the newest price used was known"),
        field("figures", &A::figures, "One per configured level and horizon that the data allow"),
    };
  }
};

struct StatusAnswer {
  SystemMetrics system_metrics;
  std::optional<json::Value> model_performance;
  std::optional<RegimeAnswer> regime_analysis;
  FeatureStats feature_stats;
  std::optional<RiskMetrics> risk_metrics;
  Reasons missing;

  static constexpr auto fields() {
    using A = StatusAnswer;
    return std::tuple{
        field("system_metrics", &A::system_metrics, "The process and what it holds"),
        field("model_performance", &A::model_performance, "Null: no model is served yet"),
        field("regime_analysis", &A::regime_analysis, "The benchmark's regime"),
        field("feature_stats", &A::feature_stats, "Feature computation"),
        field("risk_metrics", &A::risk_metrics, "The stored portfolio's risk"),
        field("missing", &A::missing, "Why a section is null, by its name"),
    };
  }
};

struct DashboardAnswer {
  HealthAnswer system_status;
  std::optional<json::Value> inference_metrics;
  std::optional<json::Value> model_performance;
  std::optional<RegimeAnswer> regime_analysis;
  std::optional<RiskMetrics> risk_metrics;
  std::optional<json::Value> feature_importance;
  std::optional<json::Value> alerts;
  Reasons missing;

  static constexpr auto fields() {
    using A = DashboardAnswer;
    return std::tuple{
        field("system_status", &A::system_status, "The answer of /health"),
        field("inference_metrics", &A::inference_metrics, "Null: inference is not in this build"),
        field("model_performance", &A::model_performance, "Null: no model is served yet"),
        field("regime_analysis", &A::regime_analysis, "The benchmark's regime"),
        field("risk_metrics", &A::risk_metrics, "The stored portfolio's risk"),
        field("feature_importance", &A::feature_importance, "Null: no model is trained yet"),
        field("alerts", &A::alerts, "Null: alerts are not in this build"),
        field("missing", &A::missing, "Why a section is null, by its name"),
    };
  }
};

}  // namespace nautilus::platform
