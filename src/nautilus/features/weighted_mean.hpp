// SPDX-License-Identifier: MIT
#pragma once

#include "nautilus/features/rolling.hpp"

namespace nautilus::features {

/// A sum of values and the one in which they count 1, 2, 3, ... from the oldest on.
struct WeightedSum {
  double count = 0;
  double total = 0;
  double weighted = 0;

  static WeightedSum of(double value) { return {1.0, value, value}; }

  static WeightedSum combine(const WeightedSum& older, const WeightedSum& newer) {
    return {older.count + newer.count, older.total + newer.total,
            older.weighted + newer.weighted + older.count * newer.total};
  }
  static void state(auto& self, auto& archive) { archive(self.count, self.total, self.weighted); }
};

/// The mean of the last `period` values, the newest counting period times, the oldest once; NaN
/// until there are so many, and while one is NaN.
class WeightedMean {
 public:
  explicit WeightedMean(int period) : weights_(0.5 * period * (period + 1.0)), sum_(period) {}

  static double next(auto& self, double value) {
    const auto sum = feed(self.sum_, WeightedSum::of(value));
    return sum ? sum->weighted / self.weights_ : kNaN;
  }
  static void state(auto& self, auto& archive) { archive(self.sum_); }

 private:
  double weights_;  ///< 1 + 2 + ... + period.
  RollingFold<WeightedSum> sum_;
};

}  // namespace nautilus::features
