// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <vector>

#include "nautilus/market/bar_series.hpp"
#include "nautilus/market/quality/check.hpp"

namespace nautilus::market {

// How far a move lies from the moves before it. Shared by the checks that ask whether a move is out
// of the ordinary.
inline constexpr double kMoveWindow = 60;
inline constexpr double kFewestMoves = 20;
inline constexpr double kExtraordinary = 10;
inline constexpr std::array kMoveParameters{
    CheckParameter{"window", kMoveWindow, "Log returns before the bar that it is held against"},
    CheckParameter{"minimum", kFewestMoves, "Fewest returns that say what is ordinary"},
    CheckParameter{"threshold", kExtraordinary,
                   "Robust deviations from the median (1.4826 MAD) from which a move is odd"},
};

/// The log return of a close and how many robust deviations it lies from the median of those
/// before it; both 0 for the first bar, the score 0 too where too few came before or none varied.
struct Move {
  double log_return = 0;
  double score = 0;
};

/// One move a bar; each depends on the bars up to its own alone.
std::vector<Move> moves_of(const BarSeries& bars);

}  // namespace nautilus::market
