// SPDX-License-Identifier: MIT
#pragma once

#include "nautilus/features/rolling_powers.hpp"

namespace nautilus::features {

/// A sum of deviations and the one in which they count 1, 2, 3, ... from the oldest on.
struct WeightedSums {
  using Number = double;

  double plain = 0;
  double weighted = 0;

  static WeightedSums of(double value) { return {value, value}; }
  double& total() { return plain; }
  [[nodiscard]] double total() const { return plain; }

  void append(double deviation, std::size_t rank) {
    plain += deviation;
    weighted += static_cast<double>(rank) * deviation;
  }
  void prepend(double deviation) {
    plain += deviation;
    weighted += plain;
  }
  void continue_with(const WeightedSums& newer, std::size_t count) {
    plain += newer.plain;
    weighted += newer.weighted + static_cast<double>(count) * newer.plain;
  }
  static void state(auto& self, auto& archive) { archive(self.plain, self.weighted); }
};

/// The mean of the last `period` values, the newest counting period times, the oldest once; NaN
/// until there are so many, and while one is NaN. That of equal values is exactly this value.
class WeightedMean {
 public:
  explicit WeightedMean(int period) : share_(2.0 / (period * (period + 1.0))), sums_(period) {}

  static double next(auto& self, double value) {
    const auto window = feed(self.sums_, value);
    return window.reference + window.sums.weighted * self.share_;
  }
  static void state(auto& self, auto& archive) { archive(self.sums_); }

 private:
  double share_;  ///< 1 / (1 + 2 + ... + period)
  RollingDeviations<WeightedSums> sums_;
};

}  // namespace nautilus::features
