// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "nautilus/base/result.hpp"
#include "nautilus/features/spec.hpp"

namespace nautilus::features {

/// A named number that clients ask for: one output of an indicator with its parameters.
struct Feature {
  std::string_view name;
  Group group;
  std::string_view indicator;
  std::string_view parameters;  ///< A JSON object.
  std::string_view output;
  /// The joined series that the indicator reads as its `reference` and `second_reference`, by name:
  /// `benchmark`, `series:vix`, `published:market_breadth`. Empty where it reads none.
  std::string_view reference = {};
  std::string_view second_reference = {};
  /// A formula of the user's own in place of indicator, parameters and output, which are empty
  /// then.
  std::string_view expression = {};
  bool counts_sessions = false;  ///< Whether its periods are sessions: daily bars alone have them.
};

/// The features that are computed unless others are named, in the order they are answered.
std::span<const Feature> default_features();

/// The default features of these groups; of all groups where none is named.
/// Errors: invalid_argument for a group that does not exist, listing those that do.
Result<std::vector<Feature>> features_of(std::span<const std::string> groups);

/// Errors: not_found, with the nearest known name.
Result<Feature> find_feature(std::string_view name);

}  // namespace nautilus::features
