// SPDX-License-Identifier: MIT
#pragma once

#include <array>

#include "nautilus/features/rolling_tree.hpp"

namespace nautilus::features {

/// Mean, sum of squared deviations from it, and sum of products of the deviations of value and
/// time, of values at equal steps of time: a fold of a RollingTree.
///
/// Combined as in Pebay, Formulas for Robust, One-Pass Parallel Computation of Covariances (2008),
/// where the times follow from the counts: two neighbouring runs of m and n values have their mean
/// times (m + n) / 2 apart.
struct LineFit {
  static constexpr std::size_t width = 3;
  static constexpr double nothing = kNaN;

  static auto join(const auto& older, const auto& newer, const Joint& joint) {
    const auto apart = newer[0] - older[0];
    return std::array{older[0] + apart * joint.share,
                      older[1] + newer[1] + apart * apart * (joint.older * joint.share),
                      older[2] + newer[2] + apart * (0.5 * joint.older * joint.newer)};
  }
  static auto halves(const auto& older, const auto& newer, double count) {
    const auto apart = newer[0] - older[0];
    return std::array{0.5 * (older[0] + newer[0]),
                      older[1] + newer[1] + apart * apart * (0.5 * count),
                      older[2] + newer[2] + apart * (0.5 * count * count)};
  }
};

/// The least-squares line through the last `period` values at equal steps of time; NaN until there
/// are so many, and while one is NaN.
class RollingLine {
 public:
  template <class Value>
  struct Line {
    double count;
    Value mean;
    Value squares;  ///< Sum of squared deviations from the mean.
    Value slope;    ///< Rise per step.
    Value with_time;

    /// The line so many steps after the newest value.
    [[nodiscard]] Value at(double steps) const {
      return mean + slope * (0.5 * (count - 1.0) + steps);
    }
    /// The share of the variance that the line explains; NaN where the values are all equal.
    [[nodiscard]] Value r_squared() const {
      return choose(squares == 0.0, kNaN, smaller(slope * with_time / squares, 1.0));
    }
  };

  /// REQUIRES: period >= 2.
  explicit RollingLine(int period)
      : count_(period), time_share_(12.0 / (count_ * (count_ * count_ - 1.0))), tree_(period) {}

  template <class Value>
  static Line<Value> next(auto& self, Value value) {
    const auto [mean, squares, with_time] =
        feed(self.tree_, std::array{value, Value(0.0), Value(0.0)});
    return {self.count_, mean, squares, with_time * self.time_share_, with_time};
  }
  static void state(auto& self, auto& archive) { archive(self.tree_); }

 private:
  double count_;
  double time_share_;  ///< 1 / the sum of squared deviations of the times.
  RollingTree<LineFit> tree_;
};

}  // namespace nautilus::features
