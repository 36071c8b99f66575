// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <atomic>
#include <string>
#include <string_view>

#include "nautilus/telemetry/metrics.hpp"

namespace nautilus::telemetry {

/// The request metrics of one route, kept beside it. The series of a status begins with the first
/// answer of that status; from then on `record` looks nothing up. Thread-safe.
class RouteMetrics {
 public:
  /// REQUIRES: `metrics` outlives this.
  RouteMetrics(Metrics& metrics, std::string_view method, std::string_view route);

  /// Counts an answer of this status (100 to 599) that took so long.
  void record(int status, double seconds);

 private:
  static constexpr int first_status = 100;
  static constexpr std::size_t statuses = 500;

  Counter requests_of(int status);

  Metrics& metrics_;
  const std::string method_;
  const std::string route_;
  Histogram duration_;
  std::array<std::atomic<prometheus::Counter*>, statuses> requests_{};
};

}  // namespace nautilus::telemetry
