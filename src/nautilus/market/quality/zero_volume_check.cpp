// SPDX-License-Identifier: MIT
#include <array>

#include <fmt/format.h>

#include "nautilus/market/quality/finding_runs.hpp"

namespace nautilus::market {
namespace {

constexpr double kWindow = 20;
constexpr double kTradedShare = 0.5;
constexpr std::array kParameters{
    CheckParameter{"window", kWindow, "Bars before that say whether the series has volumes"},
    CheckParameter{"traded_share", kTradedShare, "Share of them with volume, from which it has"},
};

std::vector<Finding> find_zero_volume(const QualityInput& input) {
  const auto& bars = input.bars;
  FindingRuns runs(zero_volume_check(), bars);
  constexpr auto window = static_cast<std::size_t>(kWindow);
  double traded = 0;  // Of the bars of the window before this one.
  for (std::size_t i = 0; i < bars.size(); ++i) {
    if (i >= window && bars.volume[i] == 0 && traded >= kTradedShare * kWindow) {
      runs.mark(i, [&] { return std::string("no volume, in a series that has volumes"); });
    }
    traded += bars.volume[i] > 0 ? 1 : 0;
    if (i >= window) traded -= bars.volume[i - window] > 0 ? 1 : 0;
  }
  return std::move(runs).findings();
}

}  // namespace

const Check& zero_volume_check() {
  static const Check check{"zero_volume", "A bar without volume in a series that has volumes",
                           Severity::info, kParameters, find_zero_volume};
  return check;
}

}  // namespace nautilus::market
