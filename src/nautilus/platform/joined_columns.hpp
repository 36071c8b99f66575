// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "nautilus/features/feature_set.hpp"
#include "nautilus/features/join.hpp"
#include "nautilus/market/bar_series.hpp"

namespace nautilus::platform {

/// When each bar was known.
inline std::vector<Timestamp> known_times(const market::BarSeries& bars) {
  std::vector<Timestamp> times;
  times.reserve(bars.size());
  for (std::size_t i = 0; i < bars.size(); ++i) times.push_back(bars.available_at(i));
  return times;
}

/// Whether anything stands beside any bar.
inline bool has_a_value(std::span<const double> values) {
  return std::ranges::any_of(values, [](double each) { return std::isfinite(each); });
}

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

  /// Adds what stands beside the bars of a further reference.
  void add(std::string_view reference, Joined joined) {
    auto& column = values.emplace_back();
    if (!joined.column) {
      absent.emplace(reference, std::move(joined.reason));
      return;
    }
    column = std::move(joined.column->values);
    if (std::isfinite(column.back())) known_at.emplace(reference, joined.column->known_at.back());
  }

  [[nodiscard]] std::vector<std::span<const double>> columns() const {
    return {values.begin(), values.end()};
  }
};

}  // namespace nautilus::platform
