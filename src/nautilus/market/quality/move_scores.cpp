// SPDX-License-Identifier: MIT
#include "nautilus/market/quality/move_scores.hpp"

#include <cmath>

#include "nautilus/market/quality/robust_window.hpp"
#include "nautilus/numeric/pinned_math.hpp"

namespace nautilus::market {

std::vector<Move> moves_of(const BarSeries& bars) {
  std::vector<Move> moves(bars.size());
  RobustWindow before(static_cast<std::size_t>(kMoveWindow));
  for (std::size_t i = 1; i < bars.size(); ++i) {
    auto& move = moves[i];
    move.log_return = numeric::log(bars.close[i] / bars.close[i - 1]);
    if (static_cast<double>(before.size()) >= kFewestMoves) {
      const double deviation = before.deviation();
      if (deviation > 0) move.score = std::abs(move.log_return - before.median()) / deviation;
    }
    before.push(move.log_return);
  }
  return moves;
}

}  // namespace nautilus::market
