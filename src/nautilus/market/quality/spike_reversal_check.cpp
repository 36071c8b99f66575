// SPDX-License-Identifier: MIT
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "nautilus/market/quality/finding_runs.hpp"
#include "nautilus/market/quality/move_scores.hpp"

namespace nautilus::market {
namespace {

constexpr double kLeftOver = 0.25;
constexpr std::array kParameters{
    CheckParameter{"left_over", kLeftOver,
                   "Share of the spike's log return that the next bar leaves at most"},
    CheckParameter{"threshold", kExtraordinary, "Robust deviations of the spike, as in spike"},
};

std::vector<Finding> find_reversals(const QualityInput& input) {
  const auto& bars = input.bars;
  FindingRuns runs(spike_reversal_check(), bars);
  const auto moves = moves_of(bars);
  for (std::size_t i = 2; i < bars.size(); ++i) {
    if (moves[i - 1].score < kExtraordinary || input.is_known_split(i - 1)) continue;
    const double left = std::abs(moves[i - 1].log_return + moves[i].log_return);
    if (left > kLeftOver * std::abs(moves[i - 1].log_return)) continue;
    runs.mark(i, [&] {
      return fmt::format("close {} takes back the move from {} to {}: likely a wrong price",
                         bars.close[i], bars.close[i - 2], bars.close[i - 1]);
    });
  }
  return std::move(runs).findings();
}

}  // namespace

const Check& spike_reversal_check() {
  static const Check check{"spike_reversal", "A spike that the next bar takes back",
                           Severity::warning, kParameters, find_reversals};
  return check;
}

}  // namespace nautilus::market
