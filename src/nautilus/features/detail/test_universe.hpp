// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <vector>

#include "nautilus/base/random.hpp"
#include "nautilus/features/cross_sectional/universe.hpp"

/// Closes of many symbols for the tests of this module.
namespace nautilus::features::testing_universe {

/// A row per time, a close per symbol.
using Rows = std::vector<std::vector<double>>;

inline constexpr UniverseParams kSmall{
    .average_period = 5, .return_period = 3, .component_window = 8, .fewest_members = 3};

/// Walks with a common part and random holes; every seventh time most have no bar.
inline Rows random_rows(std::size_t times, std::size_t symbols, double holes) {
  RandomStream stream(1, "universe");
  std::vector<double> closes(symbols, 100);
  Rows rows;
  for (std::size_t t = 0; t < times; ++t) {
    const double common = 0.02 * (stream.uniform() - 0.5);
    std::vector<double> row;
    for (double& each : closes) {
      each *= 1.0 + common + 0.02 * (stream.uniform() - 0.5);
      const bool has_none = stream.uniform() < (t % 7 == 6 ? 0.8 : holes);
      row.push_back(has_none ? kNaN : each);
    }
    rows.push_back(row);
  }
  return rows;
}

}  // namespace nautilus::features::testing_universe
