// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <optional>

#include "nautilus/market/bar_store.hpp"
#include "nautilus/market/segments/segment_store.hpp"
#include "nautilus/regime/regime.hpp"
#include "nautilus/telemetry/metrics.hpp"

namespace nautilus::platform {

/// What became of a saved state of running features that was wanted.
enum class StateReading {
  restored,
  absent,
  unusable
};

/// What became of rows for the table feature_batches.
enum class BatchOutcome {
  written,
  failed,
  dropped
};

/// What the desks count, by handles taken once. Thread-safe.
class PlatformMetrics {
 public:
  explicit PlatformMetrics(telemetry::Metrics& metrics);

  void count_bars(const market::IngestReport& report);
  void count_segment_read(market::SegmentOutcome outcome);
  void count_feature_cache(bool hit);
  void count_feature_state(StateReading reading);
  void count_feature_batches(BatchOutcome outcome, std::size_t rows);
  void observe_features(double seconds);
  void observe_var(double seconds);
  void set_regime(regime::Regime regime, std::optional<double> confidence);

 private:
  telemetry::Counter accepted_;
  telemetry::Counter corrected_;
  telemetry::Counter unchanged_;
  telemetry::Counter rejected_;
  std::array<telemetry::Counter, 3> segment_reads_;    ///< By market::SegmentOutcome.
  std::array<telemetry::Counter, 3> feature_states_;   ///< By StateReading.
  std::array<telemetry::Counter, 3> feature_batches_;  ///< By BatchOutcome.
  telemetry::Counter feature_hits_;
  telemetry::Counter feature_misses_;
  telemetry::Histogram feature_seconds_;
  telemetry::Histogram var_seconds_;
  std::array<telemetry::Gauge, regime::kRegimeCount> regimes_;
  telemetry::Gauge regime_confidence_;
};

}  // namespace nautilus::platform
