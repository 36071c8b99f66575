// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include "nautilus/base/result.hpp"

namespace nautilus::market {

/// Checks the form of a symbol: 1 to 32 of the characters A-Z a-z 0-9 . _ - ^ = /
/// Errors: invalid_argument.
Result<void> check_symbol(std::string_view symbol);

}  // namespace nautilus::market
