// SPDX-License-Identifier: MIT
#include <array>

#include <fmt/format.h>

#include "nautilus/market/quality/finding_runs.hpp"

namespace nautilus::market {
namespace {

constexpr double kEqualBars = 5;
constexpr std::array kParameters{
    CheckParameter{"bars", kEqualBars,
                   "Bars in a row that show nothing new, from which it is stale"},
};

/// Whether a bar repeats the one before: all of it, or its close where nothing was traded.
bool repeats(const BarSeries& bars, std::size_t i) {
  if (bars.close[i] != bars.close[i - 1] || bars.volume[i] != bars.volume[i - 1]) return false;
  return bars.volume[i] == 0 ||
         (bars.open[i] == bars.open[i - 1] && bars.high[i] == bars.high[i - 1] &&
          bars.low[i] == bars.low[i - 1]);
}

std::vector<Finding> find_stale(const QualityInput& input) {
  const auto& bars = input.bars;
  FindingRuns runs(stale_check(), bars);
  std::size_t first = 0;
  for (std::size_t i = 1; i < bars.size(); ++i) {
    if (!repeats(bars, i)) first = i;
    if (static_cast<double>(i - first + 1) < kEqualBars) continue;
    // The bars before were not yet stale when they came.
    runs.mark(i, [&] {
      return fmt::format("close {} unchanged since {}", bars.close[i],
                         format_timestamp(bars.timestamps[first]));
    });
  }
  return std::move(runs).findings();
}

}  // namespace

const Check& stale_check() {
  static const Check check{
      "stale",
      "Identical bars, or equal closes without volume, in a row; from the last "
      "that may still be chance",
      Severity::warning, kParameters, find_stale};
  return check;
}

}  // namespace nautilus::market
