// SPDX-License-Identifier: MIT
#pragma once

#include "nautilus/features/rolling_powers.hpp"

namespace nautilus::features {

/// The least-squares line through values at equal steps of time.
struct LineFit {
  double count = 0;
  double mean = 0;
  double squares = 0;    ///< Sum of squared deviations from the mean; NaN if there is no line.
  double with_time = 0;  ///< Sum of products of the deviations of value and time.
  double slope = 0;      ///< Rise per step; NaN of a single value.

  /// The line so many steps after the newest value.
  [[nodiscard]] double at(double steps) const {
    return mean + slope * (0.5 * (count - 1.0) + steps);
  }
  /// The share of the variance that the line explains; NaN where the values are all equal.
  [[nodiscard]] double r_squared() const {
    if (squares == 0.0) return kNaN;
    const double share = slope * with_time / squares;
    return share > 1.0 ? 1.0 : share;
  }
};

/// Sums of deviations, of their squares and of their products with 1, 2, 3, ... from the oldest on.
struct LineSums {
  using Number = double;

  double plain = 0;
  double squares = 0;
  double weighted = 0;

  static LineSums of(double value) { return {value, value, value}; }
  double& total() { return plain; }
  [[nodiscard]] double total() const { return plain; }

  void append(double deviation, std::size_t rank) {
    plain += deviation;
    squares += deviation * deviation;
    weighted += static_cast<double>(rank) * deviation;
  }
  void prepend(double deviation) {
    plain += deviation;
    squares += deviation * deviation;
    weighted += plain;
  }
  void continue_with(const LineSums& newer, std::size_t count) {
    plain += newer.plain;
    squares += newer.squares;
    weighted += newer.weighted + static_cast<double>(count) * newer.plain;
  }
  static void state(auto& self, auto& archive) { archive(self.plain, self.squares, self.weighted); }
};

/// The line through the last `period` values; NaN until there are so many, and while one is NaN.
class RollingLine {
 public:
  /// REQUIRES: period >= 1.
  explicit RollingLine(int period)
      : count_(period),
        share_(1.0 / period),
        middle_(0.5 * (period + 1.0)),
        rise_share_(12.0 / (count_ * (count_ * count_ - 1.0))),
        sums_(period) {}

  static LineFit next(auto& self, double value) {
    const auto window = feed(self.sums_, value);
    const double apart = window.sums.plain * self.share_;
    const double squares = window.sums.squares - window.sums.plain * apart;
    const double with_time = window.sums.weighted - window.sums.plain * self.middle_;
    return {self.count_, window.reference + apart, squares < 0.0 ? 0.0 : squares, with_time,
            self.rise_share_ * with_time};
  }
  static void state(auto& self, auto& archive) { archive(self.sums_); }

 private:
  double count_;
  double share_;       ///< 1 / count
  double middle_;      ///< The mean of 1, 2, ..., count
  double rise_share_;  ///< 1 / the sum of squared deviations of 1, 2, ..., count
  RollingDeviations<LineSums> sums_;
};

}  // namespace nautilus::features
