// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "nautilus/base/result.hpp"
#include "nautilus/features/catalogue.hpp"
#include "nautilus/features/plugins/plugin_indicator.hpp"

// What plug-ins have added to the catalogue. It only grows, and nothing in it ever moves.
namespace nautilus::features {

using PluginIndicators = std::vector<std::unique_ptr<const PluginIndicator>>;

/// Adds the indicators and their features to catalogue() and default_features(), all or none.
/// Thread-safe. Errors: invalid_argument for a name that is taken; resource_exhausted above 64
/// indicators.
Result<void> register_plugin(PluginIndicators indicators);

/// How often something was added; what was put together at another number is out of date.
std::size_t plugin_generation();

std::vector<IndicatorInfo> plugin_catalogue();
std::vector<Feature> plugin_features();

}  // namespace nautilus::features
