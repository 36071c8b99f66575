// SPDX-License-Identifier: MIT
#include <array>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "nautilus/market/quality/finding_runs.hpp"
#include "nautilus/market/quality/move_scores.hpp"
#include "nautilus/market/quality/robust_window.hpp"
#include "nautilus/numeric/pinned_math.hpp"

namespace nautilus::market {
namespace {

constexpr double kTolerance = 0.03;
constexpr double kVolumeWindow = 20;
constexpr double kVolumeFactor = 3;
constexpr double kOdd = 8;
constexpr std::array kParameters{
    CheckParameter{"tolerance", kTolerance,
                   "Log distance of close-to-open from the ratio, at most"},
    CheckParameter{"volume_window", kVolumeWindow, "Bars before whose median volume is the usual"},
    CheckParameter{"volume_factor", kVolumeFactor,
                   "Factor by which the volume may miss moving inversely; no matter for powers of "
                   "ten, or where volumes are unknown"},
    CheckParameter{"threshold", kOdd, "Robust deviations from the moves before, at least"},
};

/// New units for old ones, such as 7 for 1.
struct Ratio {
  double gives;
  double of;
  bool is_power_of_ten = false;
};

constexpr std::array kRatios{
    Ratio{2, 1},        Ratio{3, 1},         Ratio{4, 1},          Ratio{5, 1},
    Ratio{6, 1},        Ratio{7, 1},         Ratio{8, 1},          Ratio{9, 1},
    Ratio{12, 1},       Ratio{15, 1},        Ratio{20, 1},         Ratio{25, 1},
    Ratio{30, 1},       Ratio{40, 1},        Ratio{50, 1},         Ratio{3, 2},
    Ratio{10, 1, true}, Ratio{100, 1, true}, Ratio{1000, 1, true}, Ratio{10'000, 1, true}};

/// A ratio near to a price that was divided by exp(log_fall), turned around for a rise.
std::optional<Ratio> ratio_near(double log_fall) {
  for (const auto& ratio : kRatios) {
    const double log_ratio = numeric::log(ratio.gives / ratio.of);
    if (std::abs(log_fall - log_ratio) <= kTolerance) return ratio;
    if (std::abs(log_fall + log_ratio) <= kTolerance) {
      return Ratio{ratio.of, ratio.gives, ratio.is_power_of_ten};
    }
  }
  return std::nullopt;
}

/// Whether the volume says nothing against it: unknown, or moved by the ratio within the factor.
bool volume_agrees(double volume, double usual, const Ratio& ratio) {
  if (volume <= 0 || usual <= 0) return true;
  const double log_miss = numeric::log(volume / usual * ratio.of / ratio.gives);
  return std::abs(log_miss) <= numeric::log(kVolumeFactor);
}

std::string tell(const BarSeries& bars, std::size_t i, const Ratio& ratio) {
  return fmt::format(
      "open {} after close {} is near a ratio of {}:{}: {}; tell it as a corporate action, or load "
      "prices that are adjusted or of one unit",
      bars.open[i], bars.close[i - 1], ratio.gives, ratio.of,
      ratio.is_power_of_ten ? "another unit, or a split that is not known here"
                            : "a split that is not known here");
}

std::vector<Finding> find_unit_changes(const QualityInput& input) {
  const auto& bars = input.bars;
  FindingRuns runs(unit_change_check(), bars);
  const auto moves = moves_of(bars);
  RobustWindow volumes(static_cast<std::size_t>(kVolumeWindow));
  for (std::size_t i = 1; i < bars.size(); ++i) {
    volumes.push(bars.volume[i - 1]);
    if (moves[i].score < kOdd) continue;
    const auto ratio = ratio_near(numeric::log(bars.close[i - 1] / bars.open[i]));
    if (!ratio || input.is_known_split(i)) continue;
    if (!ratio->is_power_of_ten && !volume_agrees(bars.volume[i], volumes.median(), *ratio)) {
      continue;
    }
    runs.mark(i, [&] { return tell(bars, i, *ratio); });
  }
  return std::move(runs).findings();
}

}  // namespace

const Check& unit_change_check() {
  static const Check check{"unit_change",
                           "Prices that go on in another unit: a split that nobody told, or pence "
                           "for pounds",
                           Severity::error, kParameters, find_unit_changes};
  return check;
}

}  // namespace nautilus::market
