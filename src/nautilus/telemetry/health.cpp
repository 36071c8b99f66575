// SPDX-License-Identifier: MIT
#include "nautilus/telemetry/health.hpp"

#include <algorithm>

namespace nautilus::telemetry {
namespace {

bool is_unhealthy(const ComponentHealth& component) { return component.healthy == false; }

}  // namespace

HealthStatus overall_status(std::span<const ComponentHealth> components) {
  const auto fatal = [](const auto& each) { return is_unhealthy(each) && each.essential; };
  if (std::ranges::any_of(components, fatal)) return HealthStatus::unhealthy;
  return std::ranges::any_of(components, is_unhealthy) ? HealthStatus::degraded
                                                       : HealthStatus::healthy;
}

std::vector<std::string> unhealthy_components(std::span<const ComponentHealth> components) {
  std::vector<std::string> names;
  for (const auto& component : components) {
    if (is_unhealthy(component)) names.push_back(component.name);
  }
  return names;
}

}  // namespace nautilus::telemetry
