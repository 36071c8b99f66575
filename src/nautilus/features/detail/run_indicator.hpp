// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <vector>

#include "nautilus/base/json.hpp"
#include "nautilus/features/catalogue.hpp"

/// Any indicator of the catalogue over bars, for tests that sweep all of them.
namespace nautilus::features::testing_run {

/// One column of values per output.
using Table = std::vector<std::vector<double>>;

inline Table replay(StreamingIndicator& indicator, const BarColumns& bars) {
  Table table(indicator.spec().outputs.size(), std::vector<double>(bars.size()));
  const std::vector<std::span<double>> columns(table.begin(), table.end());
  indicator.replay(bars, columns);
  return table;
}

/// With its standard parameters, from its beginning.
inline Table run(const IndicatorInfo& info, const BarColumns& bars) {
  const auto indicator = *info.make(json::Object{});
  return replay(*indicator, bars);
}

}  // namespace nautilus::features::testing_run
