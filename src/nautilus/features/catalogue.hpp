// SPDX-License-Identifier: MIT
#pragma once

#include <limits>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "nautilus/base/json.hpp"
#include "nautilus/base/result.hpp"
#include "nautilus/features/streaming_indicator.hpp"

namespace nautilus::features {

/// One parameter of an indicator, as its Params declare it.
struct ParameterInfo {
  std::string_view name;
  std::string_view help;
  bool whole_number = false;
  double standard = 0;  ///< What it is unless given.
  double minimum = -std::numeric_limits<double>::infinity();
  double maximum = std::numeric_limits<double>::infinity();
};

/// One indicator of the catalogue.
struct IndicatorInfo {
  const IndicatorSpec* spec;

  std::vector<ParameterInfo> (*parameters)();

  /// Makes it, from parameters by name as a JSON object; those absent keep their standard.
  /// Errors: invalid_argument naming each parameter that is unknown or out of its range.
  Result<std::unique_ptr<StreamingIndicator>> (*make)(const json::Value& parameters);
};

/// Every indicator, in alphabetical order.
std::span<const IndicatorInfo> catalogue();

/// Errors: not_found, with the nearest known name.
Result<const IndicatorInfo*> find_indicator(std::string_view name);

}  // namespace nautilus::features
