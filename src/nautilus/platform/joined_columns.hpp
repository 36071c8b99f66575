// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "nautilus/features/feature_set.hpp"
#include "nautilus/features/join.hpp"

namespace nautilus::platform {

/// What stands beside bars of one joined series, or the reason why nothing does.
struct Joined {
  std::optional<features::JoinedColumn> column;
  std::string reason;

  static Joined absent(std::string reason) { return {std::nullopt, std::move(reason)}; }
};

/// What stands beside the bars of one series, for the features that read more than those.
struct JoinedColumns {
  std::vector<std::vector<double>> values;  ///< Of each reference; empty where it has none.
  features::AbsentReferences absent;        ///< Why.
  std::map<std::string, Timestamp, std::less<>>
      known_at;  ///< Since when the value at the last bar is known, by reference.

  [[nodiscard]] std::vector<std::span<const double>> columns() const {
    return {values.begin(), values.end()};
  }
};

}  // namespace nautilus::platform
