// SPDX-License-Identifier: MIT
#pragma once

#include "nautilus/base/result.hpp"
#include "nautilus/features/plugins/plugin_indicator.hpp"

namespace nautilus::features {

/// Tries an indicator on synthetic bars: that it has values exactly after its warm-up and recovers
/// from a gap as declared, takes gaps and wild numbers, continues from a saved state bit by bit,
/// and sees nothing that came later (audit.hpp).
///
/// Errors: invalid_argument naming the indicator and what it did. What crashes, crashes here.
Result<void> try_plugin(const PluginIndicator& indicator);

}  // namespace nautilus::features
