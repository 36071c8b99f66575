// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace nautilus::bench {

/// What a load did.
struct LoadReport {
  double rate = 0;     ///< Asked for, a second.
  double seconds = 0;  ///< Of the schedule.
  int connections = 0;
  std::uint64_t scheduled = 0;
  std::uint64_t answered = 0;    ///< With a status of 2xx.
  std::uint64_t refused = 0;     ///< With any other status.
  std::uint64_t broken = 0;      ///< The connection ended under the request.
  std::uint64_t unanswered = 0;  ///< Not sent or not answered within the grace after the schedule.

  /// Of every answer, from when its request was due, in no order.
  std::vector<std::chrono::nanoseconds> latencies;
};

/// The smallest latency that at least `share` of all do not exceed, in milliseconds; 0 for none.
/// REQUIRES: sorted.
double percentile_milliseconds(const std::vector<std::chrono::nanoseconds>& sorted, double share);

/// For people.
std::string table_of(LoadReport report);

/// For machines: one JSON object in a line.
std::string json_of(LoadReport report);

}  // namespace nautilus::bench
