// SPDX-License-Identifier: MIT
#pragma once

#include <limits>
#include <span>
#include <string_view>

namespace nautilus::features {

/// A series that features join to bars by name: what stands in it, whoever keeps it. The features
/// that give it as it is have no other formula than this one.
struct JoinedSeries {
  std::string_view name;     ///< As features name it: `benchmark`, `published:market_breadth`.
  std::string_view meaning;  ///< With its unit.
  std::string_view formula;  ///< Empty where its values come from outside.
  std::string_view missing;  ///< When it has no value.
  double minimum = -std::numeric_limits<double>::infinity();
  double maximum = std::numeric_limits<double>::infinity();
  std::string_view reference = {};  ///< Where it is defined; empty where the formula says it all.
};

/// All that features of the catalogue join.
std::span<const JoinedSeries> joined_series();

}  // namespace nautilus::features
