// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "nautilus/base/field.hpp"

namespace nautilus::telemetry {

/// How one component is.
struct ComponentHealth {
  std::string name;             ///< "storage", "regime_detector", ...
  std::optional<bool> healthy;  ///< Null for one that is switched off or absent.
  std::string state;            ///< One word: "ok", "off", "absent", "stale", "failed", ...
  std::string detail;           ///< For people; empty for nothing to say.
  bool essential = false;       ///< Without it nothing can be answered.

  static constexpr auto fields() {
    using C = ComponentHealth;
    return std::tuple{
        field("healthy", &C::healthy, "Null when the component is off or absent"),
        field("state", &C::state, "The state in a word"),
        field("detail", &C::detail, "What there is to say about it"),
    };
  }
};

enum class HealthStatus : std::uint8_t {
  healthy,
  degraded,   ///< Some answers are missing or old; the rest is served.
  unhealthy,  ///< Nothing can be answered.
};
inline constexpr std::array<std::string_view, 3> kHealthStatusWords{"healthy", "degraded",
                                                                    "unhealthy"};
constexpr std::span<const std::string_view> enum_words(HealthStatus /*status*/) {
  return kHealthStatusWords;
}

/// Unhealthy if an essential component is, else degraded if any is; those off or absent count for
/// nothing.
HealthStatus overall_status(std::span<const ComponentHealth> components);

/// The names of those that are not healthy, in order.
std::vector<std::string> unhealthy_components(std::span<const ComponentHealth> components);

}  // namespace nautilus::telemetry
