// SPDX-License-Identifier: MIT
#pragma once

#include "nautilus/features/rolling.hpp"

namespace nautilus::features {

/// What a window lies between; NaN until it is full, and while a NaN is in it.
struct Extremes {
  double highest = kNaN;
  double lowest = kNaN;

  [[nodiscard]] double range() const { return highest - lowest; }
};

/// The highest of one value and the lowest of another over the last `period` bars.
class RollingExtremes {
 public:
  /// REQUIRES: period >= 1.
  explicit RollingExtremes(int period) : window_(period) {}

  static Extremes next(auto& self, double high, double low) {
    const auto window = feed(self.window_, Highest{{high, -low}});
    if (!window) return {};
    const Pair values = window->values;
    return {values[0], -values[1]};
  }
  static void state(auto& self, auto& archive) { archive(self.window_); }

 private:
  // The lowest is the highest of the negated, so that one comparison finds both.
  struct Highest {
    Pair values{};

    static Highest combine(const Highest& older, const Highest& newer) {
      return {largest(older.values, newer.values)};
    }
    static void state(auto& self, auto& archive) { archive(self.values); }
  };

  RollingFold<Highest> window_;
};

}  // namespace nautilus::features
