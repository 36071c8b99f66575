// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <limits>

#include "nautilus/features/support_resistance/pivot_window.hpp"

namespace nautilus::features {

/// The columns of standard_levels().
constexpr ShortList<Output, 8> standard_level_outputs(std::string_view degenerate, bool sparse) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  const auto level = [&](std::string_view name, std::string_view meaning) {
    return Output{name, meaning, degenerate, -infinity, infinity, sparse};
  };
  return {level("pivot", "Pivot, a price"),
          level("resistance_1", "First resistance, a price"),
          level("resistance_2", "Second resistance, a price"),
          level("resistance_3", "Third resistance, a price"),
          level("support_1", "First support, a price"),
          level("support_2", "Second support, a price"),
          level("support_3", "Third support, a price")};
}

/// Pivot, three resistances and three supports.
/// Source: Person, A Complete Guide to Technical Trading Tactics (2004), chapter 6.
inline std::array<double, 7> standard_levels(const PivotPrices& p) {
  const double pivot = (p.high + p.low + p.close) / 3.0;
  return {pivot,
          2.0 * pivot - p.low,
          pivot + p.range(),
          p.high + 2.0 * (pivot - p.low),
          2.0 * pivot - p.high,
          pivot - p.range(),
          p.low - 2.0 * (p.high - pivot)};
}

}  // namespace nautilus::features
