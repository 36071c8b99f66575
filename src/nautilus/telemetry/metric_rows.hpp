// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

/// Every metric of the service, declared once. Names, units and suffixes follow the Prometheus
/// conventions; each row is fed by what is built.
namespace nautilus::telemetry {

enum class MetricKind : std::uint8_t {
  counter,
  gauge,
  histogram,
};

struct MetricRow {
  std::string_view name;
  MetricKind kind;
  std::string_view help;
  std::span<const std::string_view> labels = {};
  std::span<const double> buckets = {};  ///< Upper bounds, of a histogram only.
};

namespace detail {

inline constexpr std::array<std::string_view, 3> kBuildLabels{"version", "commit", "compiler"};
inline constexpr std::array<std::string_view, 3> kRequestLabels{"method", "route", "code"};
inline constexpr std::array<std::string_view, 2> kRouteLabels{"method", "route"};
inline constexpr std::array<std::string_view, 1> kReasonLabel{"reason"};
inline constexpr std::array<std::string_view, 1> kOutcomeLabel{"outcome"};
inline constexpr std::array<std::string_view, 1> kRiskTypeLabel{"risk_type"};
inline constexpr std::array<std::string_view, 1> kRegimeLabel{"regime"};

/// Seconds: from a cached answer to the slowest allowed one.
inline constexpr std::array kSeconds{50e-6, 100e-6, 250e-6, 500e-6, 0.001, 0.0025, 0.005, 0.01,
                                     0.025, 0.05,   0.1,    0.25,   0.5,   1.0,    2.5};

}  // namespace detail

inline constexpr MetricRow kBuildInfo{"ml_build_info", MetricKind::gauge,
                                      "Always 1; the labels say what is running",
                                      detail::kBuildLabels};
inline constexpr MetricRow kHttpRequests{"ml_http_requests_total", MetricKind::counter,
                                         "Requests answered", detail::kRequestLabels};
inline constexpr MetricRow kHttpRequestDuration{
    "ml_http_request_duration_seconds", MetricKind::histogram,
    "Time from the whole request to its answer", detail::kRouteLabels, detail::kSeconds};
inline constexpr MetricRow kHttpConnections{"ml_http_connections", MetricKind::gauge,
                                            "Open connections"};
inline constexpr MetricRow kHttpRejected{"ml_http_rejected_total", MetricKind::counter,
                                         "Requests and connections refused before any route",
                                         detail::kReasonLabel};
inline constexpr MetricRow kBarsIngested{"ml_bars_ingested_total", MetricKind::counter,
                                         "Bars taken in, by what became of them",
                                         detail::kOutcomeLabel};
inline constexpr MetricRow kSegmentReads{
    "ml_segment_reads_total", MetricKind::counter,
    "Readings of bars by what their segments gave; all but hits were read from the database",
    detail::kOutcomeLabel};
inline constexpr MetricRow kFeatureComputeDuration{"ml_feature_compute_duration_seconds",
                                                   MetricKind::histogram,
                                                   "Time to compute the features of one symbol",
                                                   {},
                                                   detail::kSeconds};
inline constexpr MetricRow kFeatureCacheHits{"ml_feature_cache_hits_total", MetricKind::counter,
                                             "Feature answers found in the cache"};
inline constexpr MetricRow kFeatureCacheMisses{"ml_feature_cache_misses_total", MetricKind::counter,
                                               "Feature answers that had to be computed"};
inline constexpr MetricRow kFeatureStates{
    "ml_feature_states_total", MetricKind::counter,
    "Saved states of running features that were wanted: restored, absent or unusable",
    detail::kOutcomeLabel};
inline constexpr MetricRow kFeatureBatches{
    "ml_feature_batches_total", MetricKind::counter,
    "Rows for the table feature_batches: written, failed, or dropped for writing was too slow",
    detail::kOutcomeLabel};
inline constexpr MetricRow kRiskCalculationLatency{
    "nautilus_risk_calculation_latency_seconds", MetricKind::histogram,
    "Time to compute a risk figure", detail::kRiskTypeLabel, detail::kSeconds};
inline constexpr MetricRow kRegimeActive{"ml_regime_active", MetricKind::gauge,
                                         "1 for the current regime of the benchmark, 0 for others",
                                         detail::kRegimeLabel};
inline constexpr MetricRow kRegimeConfidence{"ml_regime_confidence_ratio", MetricKind::gauge,
                                             "Confidence in the current regime, 0 to 1"};
inline constexpr MetricRow kLogLinesDropped{"ml_log_lines_dropped_total", MetricKind::counter,
                                            "Log lines that the sink could not take"};
inline constexpr MetricRow kWorkerQueueDepth{"ml_worker_queue_depth", MetricKind::gauge,
                                             "Requests that wait for a worker"};
inline constexpr MetricRow kProcessCpu{"process_cpu_seconds_total", MetricKind::counter,
                                       "User and system CPU time spent in seconds"};
inline constexpr MetricRow kProcessResident{"process_resident_memory_bytes", MetricKind::gauge,
                                            "Resident memory size in bytes"};
inline constexpr MetricRow kProcessOpenFds{"process_open_fds", MetricKind::gauge,
                                           "Open file descriptors"};
inline constexpr MetricRow kProcessStart{"process_start_time_seconds", MetricKind::gauge,
                                         "Start time of the process since the Unix epoch"};

/// All of them, for documents and tests.
inline constexpr std::array<const MetricRow*, 21> kMetricRows{&kBuildInfo,
                                                              &kHttpRequests,
                                                              &kHttpRequestDuration,
                                                              &kHttpConnections,
                                                              &kHttpRejected,
                                                              &kBarsIngested,
                                                              &kSegmentReads,
                                                              &kFeatureComputeDuration,
                                                              &kFeatureCacheHits,
                                                              &kFeatureCacheMisses,
                                                              &kFeatureStates,
                                                              &kFeatureBatches,
                                                              &kRiskCalculationLatency,
                                                              &kRegimeActive,
                                                              &kRegimeConfidence,
                                                              &kLogLinesDropped,
                                                              &kWorkerQueueDepth,
                                                              &kProcessCpu,
                                                              &kProcessResident,
                                                              &kProcessOpenFds,
                                                              &kProcessStart};

}  // namespace nautilus::telemetry
