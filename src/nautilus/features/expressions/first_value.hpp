// SPDX-License-Identifier: MIT
#pragma once

#include <span>

#include "nautilus/features/streaming_indicator.hpp"

namespace nautilus::features::expressions {

/// Leading bars without a value of one output of an indicator whose inputs, in the order of its
/// spec, themselves begin after so many bars. Where these differ it is found by running it, since
/// only the indicator knows which of them it needs from when on. REQUIRES: a fresh indicator.
int first_value(StreamingIndicator& indicator, std::size_t output, std::span<const int> starts);

}  // namespace nautilus::features::expressions
