// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <vector>

namespace nautilus::market {

/// The last values of a stream and how they lie, by figures that a few wild ones do not move.
class RobustWindow {
 public:
  explicit RobustWindow(std::size_t capacity);

  /// Takes a value in, and the oldest out where it is full. REQUIRES: not NaN.
  void push(double value);

  [[nodiscard]] std::size_t size() const { return sorted_.size(); }

  /// REQUIRES: size() > 0.
  [[nodiscard]] double median() const;

  /// The standard deviation that the median absolute deviation stands for where values are normal,
  /// 1.4826 MAD; where more than half are equal, so that it is 0, 1.2533 times the mean absolute
  /// deviation. Iglewicz and Hoaglin, How to Detect and Handle Outliers (1993).
  /// REQUIRES: size() > 0.
  [[nodiscard]] double deviation() const;

 private:
  [[nodiscard]] double median_absolute_deviation(double median) const;

  std::vector<double> ring_;
  std::vector<double> sorted_;
  std::size_t next_ = 0;
  std::size_t capacity_;
};

}  // namespace nautilus::market
