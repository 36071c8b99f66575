// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <vector>

#include "nautilus/features/streaming_indicator.hpp"

namespace nautilus::features::expressions {

/// Leading bars without a value, per output, of an indicator whose inputs, in the order of its
/// spec, themselves begin after so many bars. Where these differ it is found by running it, since
/// only the indicator knows which of them it needs from when on. REQUIRES: a fresh indicator.
std::vector<int> first_values(StreamingIndicator& indicator, std::span<const int> starts);

}  // namespace nautilus::features::expressions
