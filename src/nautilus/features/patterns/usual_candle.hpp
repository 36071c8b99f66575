// SPDX-License-Identifier: MIT
#pragma once

#include <type_traits>

#include "nautilus/features/patterns/candle.hpp"
#include "nautilus/features/rolling.hpp"

namespace nautilus::features {

/// What candles have measured lately: the means by which one is called long or short.
struct UsualSizes {
  double body = kNaN;
  double range = kNaN;
};

/// Sums of bodies and ranges.
struct CandleTotals {
  double body = 0;
  double range = 0;

  static CandleTotals combine(const CandleTotals& older, const CandleTotals& newer) {
    return {older.body + newer.body, older.range + newer.range};
  }
  static void state(auto& self, auto& archive) { archive(self.body, self.range); }
};

/// The mean body and range of the `period` candles before each one; NaN until there are so many,
/// and while one is missing.
class UsualCandle {
 public:
  explicit UsualCandle(int period) : share_(1.0 / period), window_(period) {}

  static UsualSizes next(auto& self, const Candle& now) {
    const UsualSizes usual = self.usual_;
    const auto window = feed(self.window_, CandleTotals{now.body(), now.range()});
    if constexpr (!std::is_const_v<std::remove_reference_t<decltype(self)>>) {
      if (window) self.usual_ = {window->body * self.share_, window->range * self.share_};
    }
    return usual;
  }
  static void state(auto& self, auto& archive) {
    archive(self.window_, self.usual_.body, self.usual_.range);
  }

 private:
  double share_;
  RollingFold<CandleTotals> window_;
  UsualSizes usual_;  ///< Of the candles up to the last one.
};

}  // namespace nautilus::features
