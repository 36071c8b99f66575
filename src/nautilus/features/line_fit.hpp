// SPDX-License-Identifier: MIT
#pragma once

#include "nautilus/features/kernel.hpp"

namespace nautilus::features {

/// The least-squares line through values at equal steps of time: an element for RollingFold.
///
/// Moments about the means, combined as in Pebay, Formulas for Robust, One-Pass Parallel
/// Computation of Covariances (2008), where the times follow from the counts: two neighbouring
/// runs of m and n values have their mean times (m + n) / 2 apart.
struct LineFit {
  double count = 0;
  double mean = 0;
  double squares = 0;    ///< Sum of squared deviations from the mean.
  double with_time = 0;  ///< Sum of products of the deviations of value and time.

  static LineFit of(double value) { return {1.0, value, 0.0, 0.0}; }

  static LineFit combine(const LineFit& older, const LineFit& newer) {
    const double count = older.count + newer.count;
    const double share = newer.count / count;
    const double apart = newer.mean - older.mean;
    return {count, older.mean + apart * share,
            older.squares + newer.squares + apart * apart * older.count * share,
            older.with_time + newer.with_time + 0.5 * apart * older.count * newer.count};
  }
  static void state(auto& self, auto& archive) {
    archive(self.count, self.mean, self.squares, self.with_time);
  }

  /// Rise per step. REQUIRES: two values or more.
  [[nodiscard]] double slope() const { return with_time / time_squares(); }
  /// The line so many steps after the newest value.
  [[nodiscard]] double at(double steps) const {
    return mean + slope() * (0.5 * (count - 1.0) + steps);
  }
  /// The share of the variance that the line explains; NaN where the values are all equal.
  [[nodiscard]] double r_squared() const {
    if (squares == 0.0) return kNaN;
    const double share = slope() * with_time / squares;
    return share > 1.0 ? 1.0 : share;
  }

 private:
  [[nodiscard]] double time_squares() const { return count * (count * count - 1.0) / 12.0; }
};

}  // namespace nautilus::features
