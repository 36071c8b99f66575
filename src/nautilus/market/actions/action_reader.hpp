// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "nautilus/base/result.hpp"
#include "nautilus/market/actions/corporate_action.hpp"

namespace nautilus::market {

/// Actions as they stand in a text, and the line of each, where it has lines.
struct ActionRows {
  std::vector<CorporateAction> actions;
  std::vector<std::int64_t> lines;
};

/// Reads actions from {"actions": [...]} or a bare list.
/// Errors: malformed; invalid_argument naming the element and field.
Result<ActionRows> read_json_actions(std::string_view text);

/// Reads actions from CSV: a first line that names the columns, which are the fields of an action
/// in any order and case, then a row an action. A ratio may be written 7:1; an empty cell leaves
/// the field out. `symbol` stands for a column that is missing. Errors: invalid_argument naming
/// line and field.
Result<ActionRows> read_csv_actions(std::string_view text, const std::string& symbol);

}  // namespace nautilus::market
