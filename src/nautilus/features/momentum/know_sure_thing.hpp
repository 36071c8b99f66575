// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <tuple>
#include <vector>

#include "nautilus/features/rolling.hpp"

namespace nautilus::features {

/// Four smoothed returns of growing length, the longer counting more.
class KnowSureThing {
 public:
  struct Params {
    static constexpr auto fields() { return std::tuple{}; }
  };

  static constexpr IndicatorSpec spec{
      .name = "know_sure_thing",
      .title = "Know sure thing",
      .group = Group::momentum,
      .inputs = {Input::close},
      .outputs = {{"kst", "Weighted sum of returns in percent",
                   "0 while nothing moves, no value where an earlier close is 0"},
                  {"signal", "Mean of the last 9 values of kst in percent",
                   "0 while nothing moves, no value where an earlier close is 0"}},
      .formula =
          "sma(roc(10), 10) + 2 * sma(roc(15), 10) + 3 * sma(roc(20), 10) + 4 * sma(roc(30), 15), "
          "roc(n) = 100 * (c / c[-n] - 1)",
      .gaps = "No value while the returns of a gap are in a window",
      .reference = "Pring, Summed Rate of Change (KST), Stocks & Commodities 10:9 (1992)",
  };

  static constexpr std::array<int, 2> warm_up(const Params& /*params*/) { return {44, 52}; }
  static constexpr std::array<int, 2> gap_recovery(const Params& /*params*/) { return {45, 53}; }

  explicit KnowSureThing(const Params& /*params*/)
      : earlier_({Delay(10), Delay(15), Delay(20), Delay(30)}),
        mean_({RollingMean(10), RollingMean(10), RollingMean(10), RollingMean(15)}),
        signal_(9) {}

  static std::array<double, 2> next(auto& self, double close) {
    double sum = 0;
    for (std::size_t i = 0; i < 4; ++i) {
      const double earlier = feed(self.earlier_[i], close);
      const double change = earlier == 0.0 ? kNaN : 100.0 * (close / earlier - 1.0);
      sum += static_cast<double>(i + 1) * feed(self.mean_[i], change);
    }
    return {sum, feed(self.signal_, sum)};
  }
  static void state(auto& self, auto& archive) { archive(self.earlier_, self.mean_, self.signal_); }

 private:
  std::vector<Delay> earlier_;
  std::vector<RollingMean> mean_;
  RollingMean signal_;
};

}  // namespace nautilus::features
