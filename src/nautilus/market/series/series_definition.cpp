// SPDX-License-Identifier: MIT
#include "nautilus/market/series/series_definition.hpp"

#include "nautilus/market/symbol.hpp"

namespace nautilus::market {

Result<void> check_series_id(std::string_view series_id) {
  const auto sound = check_symbol(series_id);
  if (sound) return {};
  return field_error({"series_id"}, sound.error().faults.front().message, "not_allowed");
}

}  // namespace nautilus::market
