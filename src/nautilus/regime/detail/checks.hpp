// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>

#include "nautilus/base/result.hpp"

namespace nautilus::regime::detail {

/// Errors: invalid_argument naming `index` unless the close is finite and above 0.
Result<void> check_close(double close, std::size_t index);

/// Errors: invalid_argument unless absent or finite and above 0.
Result<void> check_reference(std::optional<double> reference_volatility);

/// Errors: insufficient_data below the minimum of bars.
Result<void> check_enough(std::size_t bars);

/// Errors: insufficient_data unless above 0, which the median of standing closes is not.
Result<void> check_moving(double reference_volatility);

}  // namespace nautilus::regime::detail
