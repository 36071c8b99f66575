// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include "nautilus/base/json.hpp"

namespace nautilus::config::detail {

/// A TOML text as the JSON value of the same shape; dates and times become texts. Errors:
/// malformed, with line and column.
Result<json::Value> parse_toml(std::string_view text);

}  // namespace nautilus::config::detail
