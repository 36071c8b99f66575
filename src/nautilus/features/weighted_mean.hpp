// SPDX-License-Identifier: MIT
#pragma once

#include <array>

#include "nautilus/features/rolling_tree.hpp"

namespace nautilus::features {

/// A sum of values and the one in which they count 1, 2, 3, ... from the oldest on; a fold of a
/// RollingTree.
struct WeightedSum {
  static constexpr std::size_t width = 2;
  static constexpr double nothing = kNaN;

  static auto join(const auto& older, const auto& newer, const Joint& joint) {
    return halves(older, newer, joint.older);
  }
  static auto halves(const auto& older, const auto& newer, double older_count) {
    return std::array{older[0] + newer[0], older[1] + newer[1] + older_count * newer[0]};
  }
};

/// The mean of the last `period` values, the newest counting period times, the oldest once; NaN
/// until there are so many, and while one is NaN.
class WeightedMean {
 public:
  explicit WeightedMean(int period) : weights_(0.5 * period * (period + 1.0)), sum_(period) {}

  template <class Value>
  static Value next(auto& self, Value value) {
    return feed(self.sum_, std::array{value, value})[1] / self.weights_;
  }
  static void state(auto& self, auto& archive) { archive(self.sum_); }

 private:
  double weights_;  ///< 1 + 2 + ... + period.
  RollingTree<WeightedSum> sum_;
};

}  // namespace nautilus::features
