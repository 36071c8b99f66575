// SPDX-License-Identifier: MIT
#include "nautilus/platform/platform_metrics.hpp"

#include <limits>
#include <utility>

#include "nautilus/telemetry/metric_rows.hpp"

namespace nautilus::platform {
namespace {

template <std::size_t... I>
std::array<telemetry::Gauge, sizeof...(I)> regime_gauges(telemetry::Metrics& metrics,
                                                         std::index_sequence<I...> /*places*/) {
  return {metrics.gauge(telemetry::kRegimeActive, {regime::kRegimeWords[I]})...};
}

}  // namespace

PlatformMetrics::PlatformMetrics(telemetry::Metrics& metrics)
    : accepted_(metrics.counter(telemetry::kBarsIngested, {"accepted"})),
      corrected_(metrics.counter(telemetry::kBarsIngested, {"corrected"})),
      unchanged_(metrics.counter(telemetry::kBarsIngested, {"unchanged"})),
      rejected_(metrics.counter(telemetry::kBarsIngested, {"rejected"})),
      segment_reads_{metrics.counter(telemetry::kSegmentReads, {"hit"}),
                     metrics.counter(telemetry::kSegmentReads, {"stale"}),
                     metrics.counter(telemetry::kSegmentReads, {"damaged"})},
      feature_states_{metrics.counter(telemetry::kFeatureStates, {"restored"}),
                      metrics.counter(telemetry::kFeatureStates, {"absent"}),
                      metrics.counter(telemetry::kFeatureStates, {"unusable"})},
      feature_batches_{metrics.counter(telemetry::kFeatureBatches, {"written"}),
                       metrics.counter(telemetry::kFeatureBatches, {"failed"}),
                       metrics.counter(telemetry::kFeatureBatches, {"dropped"})},
      feature_hits_(metrics.counter(telemetry::kFeatureCacheHits)),
      feature_misses_(metrics.counter(telemetry::kFeatureCacheMisses)),
      feature_seconds_(metrics.histogram(telemetry::kFeatureComputeDuration)),
      var_seconds_(metrics.histogram(telemetry::kRiskCalculationLatency, {"var"})),
      regimes_(regime_gauges(metrics, std::make_index_sequence<regime::kRegimeCount>())),
      regime_confidence_(metrics.gauge(telemetry::kRegimeConfidence)) {}

void PlatformMetrics::count_bars(const market::IngestReport& report) {
  accepted_.add(static_cast<double>(report.accepted));
  corrected_.add(static_cast<double>(report.corrected));
  unchanged_.add(static_cast<double>(report.unchanged));
  rejected_.add(static_cast<double>(report.rejected.size()));
}

void PlatformMetrics::count_segment_read(market::SegmentOutcome outcome) {
  segment_reads_[static_cast<std::size_t>(outcome)].add();
}

void PlatformMetrics::count_feature_cache(bool hit) {
  (hit ? feature_hits_ : feature_misses_).add();
}

void PlatformMetrics::count_feature_state(StateReading reading) {
  feature_states_[static_cast<std::size_t>(reading)].add();
}

void PlatformMetrics::count_feature_batches(BatchOutcome outcome, std::size_t rows) {
  feature_batches_[static_cast<std::size_t>(outcome)].add(static_cast<double>(rows));
}

void PlatformMetrics::observe_features(double seconds) { feature_seconds_.observe(seconds); }

void PlatformMetrics::observe_var(double seconds) { var_seconds_.observe(seconds); }

void PlatformMetrics::set_regime(regime::Regime regime, std::optional<double> confidence) {
  for (const auto each : regime::kRegimes) {
    regimes_[regime::index_of(each)].set(each == regime ? 1 : 0);
  }
  regime_confidence_.set(confidence.value_or(std::numeric_limits<double>::quiet_NaN()));
}

}  // namespace nautilus::platform
