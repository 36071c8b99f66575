// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <utility>

#include "nautilus/features/kernel.hpp"

namespace nautilus::features {

/// A bar as candles are read: a body between open and close, shadows to high and low.
struct Candle {
  double open = kNaN;
  double high = kNaN;
  double low = kNaN;
  double close = kNaN;

  [[nodiscard]] bool exists() const { return !std::isnan(open + high + low + close); }
  [[nodiscard]] double top() const { return std::max(open, close); }
  [[nodiscard]] double bottom() const { return std::min(open, close); }
  [[nodiscard]] double middle() const { return 0.5 * open + 0.5 * close; }
  [[nodiscard]] double body() const { return std::abs(close - open); }
  [[nodiscard]] double range() const { return high - low; }
  [[nodiscard]] double upper_shadow() const { return high - top(); }
  [[nodiscard]] double lower_shadow() const { return bottom() - low; }
  [[nodiscard]] bool is_white() const { return close > open; }  ///< It rose.
  [[nodiscard]] bool is_black() const { return close < open; }  ///< It fell.

  static void state(auto& self, auto& archive) {
    archive(self.open, self.high, self.low, self.close);
  }
};

/// The last three candles.
struct Candles {
  Candle first;   ///< Two bars ago.
  Candle before;  ///< One bar ago.
  Candle now;
};

/// Remembers the two candles before each one.
class RecentCandles {
 public:
  static Candles next(const RecentCandles& self, const Candle& now) {
    return {self.first_, self.before_, now};
  }
  static Candles next(RecentCandles& self, const Candle& now) {
    const Candles candles{self.first_, self.before_, now};
    self.first_ = std::exchange(self.before_, now);
    return candles;
  }
  static void state(auto& self, auto& archive) { archive(self.first_, self.before_); }

 private:
  Candle first_;
  Candle before_;
};

}  // namespace nautilus::features
