// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <tuple>

#include "nautilus/features/recursive.hpp"
#include "nautilus/features/rolling_extremes.hpp"

namespace nautilus::features {

/// The parameters of pivot points of a rolling window.
struct PivotParams {
  int period = 20;

  static constexpr auto fields() {
    return std::tuple{field("period", &PivotParams::period,
                            "Bars from which the points are taken, this one left out",
                            between(1, 10'000))};
  }
};

/// The high, low and close of the bars before this one; NaN while they are not known.
struct PivotPrices {
  double high = kNaN;
  double low = kNaN;
  double close = kNaN;

  [[nodiscard]] double range() const { return high - low; }
  static void state(auto& self, auto& archive) { archive(self.high, self.low, self.close); }
};

/// What rolling pivot points are taken from. A value of a bar is asked for only where that bar
/// itself is known, for a level that cannot be compared with a price is no use.
class PivotWindow {
 public:
  explicit PivotWindow(int period) : window_(period) {}

  static PivotPrices next(auto& self, double high, double low, double close) {
    const double last_close = feed(self.last_close_, close);
    const double last_high = feed(self.last_high_, high);
    const Extremes window = feed(self.window_, last_high, feed(self.last_low_, low));
    if (std::isnan(high + low + close)) return {};
    return {window.highest, window.lowest, last_close};
  }
  static void state(auto& self, auto& archive) {
    archive(self.last_high_, self.last_low_, self.last_close_, self.window_);
  }

 private:
  Previous last_high_;
  Previous last_low_;
  Previous last_close_;
  RollingExtremes window_;
};

}  // namespace nautilus::features
