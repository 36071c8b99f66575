// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include "nautilus/market/quality/finding_runs.hpp"
#include "nautilus/market/quality/move_scores.hpp"

namespace nautilus::market {
namespace {

std::vector<Finding> find_spikes(const QualityInput& input) {
  const auto& bars = input.bars;
  FindingRuns runs(spike_check(), bars);
  const auto moves = moves_of(bars);
  for (std::size_t i = 1; i < bars.size(); ++i) {
    if (moves[i].score < kExtraordinary || input.is_known_split(i)) continue;
    runs.mark(i, [&] {
      return fmt::format("close {} after {}: {:.1f} robust deviations from its own history",
                         bars.close[i], bars.close[i - 1], moves[i].score);
    });
  }
  return std::move(runs).findings();
}

}  // namespace

const Check& spike_check() {
  static const Check check{"spike", "A close far outside the series' own history of moves",
                           Severity::warning, kMoveParameters, find_spikes};
  return check;
}

}  // namespace nautilus::market
