// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "nautilus/regime/regime.hpp"

namespace nautilus::regime {

/// Consecutive bars of one regime: indices first, first + 1, ..., end - 1.
struct Episode {
  std::size_t first = 0;
  std::size_t end = 0;
  Regime regime = Regime::bull;

  [[nodiscard]] std::size_t bars() const { return end - first; }
  friend bool operator==(const Episode&, const Episode&) = default;
};

/// The episodes of a series of labels, in order; none for no labels.
std::vector<Episode> episodes_of(std::span<const Regime> labels);

/// The labels of episodes that follow each other from bar 0 on.
std::vector<Regime> labels_of(std::span<const Episode> episodes);

/// Dissolves episodes shorter than `minimum_bars`: again and again the shortest (of equals the
/// first) is given to its longer neighbour (of equals the left one), until none is left or the
/// episode is the only one. REQUIRES: neighbouring episodes differ.
void dissolve_short(std::vector<Episode>& episodes, std::size_t minimum_bars);

}  // namespace nautilus::regime
