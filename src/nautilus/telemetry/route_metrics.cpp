// SPDX-License-Identifier: MIT
#include "nautilus/telemetry/route_metrics.hpp"

#include <cassert>

namespace nautilus::telemetry {

RouteMetrics::RouteMetrics(Metrics& metrics, std::string_view method, std::string_view route)
    : metrics_(metrics),
      method_(method),
      route_(route),
      duration_(metrics.histogram(kHttpRequestDuration, {method, route})) {}

void RouteMetrics::record(int status, double seconds) {
  requests_of(status).add();
  duration_.observe(seconds);
}

Counter RouteMetrics::requests_of(int status) {
  const auto place = static_cast<std::size_t>(status - first_status);
  assert(status >= first_status && place < statuses);
  auto& known = requests_[place];
  if (auto* const metric = known.load(std::memory_order_acquire)) return Counter(*metric);
  // Two threads may come here at once: both are given the same series.
  const auto code = std::to_string(status);
  const auto begun = metrics_.counter(kHttpRequests, {method_, route_, code});
  known.store(begun.metric(), std::memory_order_release);
  return begun;
}

}  // namespace nautilus::telemetry
