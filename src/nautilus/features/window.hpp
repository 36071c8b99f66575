// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>
#include <type_traits>
#include <vector>

#include "nautilus/features/kernel.hpp"
#include "nautilus/features/pair.hpp"

namespace nautilus::features {

/// The last values themselves, for what has to look at each of them on each bar: O(window).
class Window {
 public:
  /// REQUIRES: period >= 1.
  explicit Window(int period) : slots_(static_cast<std::size_t>(period), kNaN) {}

  /// step(folded, each) over the last period values, the oldest first and this one last; before
  /// there are so many, those that are missing are NaN.
  template <class Step>
  static double fold(auto& self, double value, double folded, Step step) {
    const std::size_t size = self.slots_.size();
    for (std::size_t i = self.position_ + 1; i < size; ++i) folded = step(folded, self.slots_[i]);
    for (std::size_t i = 0; i < self.position_; ++i) folded = step(folded, self.slots_[i]);
    folded = step(folded, value);
    if constexpr (!std::is_const_v<std::remove_reference_t<decltype(self)>>) {
      self.slots_[self.position_] = value;
      self.position_ = (self.position_ + 1) % size;
    }
    return folded;
  }
  static void state(auto& self, auto& archive) {
    archive(self.slots_);
    archive.index(self.position_, self.slots_.size());
  }

 private:
  std::vector<double> slots_;
  std::size_t position_ = 0;  ///< Of the oldest value, which the next one replaces.
};

/// The mean distance of the last values from their mean; NaN while one is missing. O(window).
class MeanDeviation {
 public:
  explicit MeanDeviation(int period)
      : period_(period), slots_(2 * static_cast<std::size_t>(period), kNaN) {}

  /// REQUIRES: `mean` is that of the last period values.
  static double next(auto& self, double value, double mean) {
    const std::size_t size = self.slots_.size() / 2;
    const std::size_t oldest = self.position_ + 1;
    const std::span others(self.slots_.data() + oldest, size - 1);
    if constexpr (!std::is_const_v<std::remove_reference_t<decltype(self)>>) {
      self.slots_[self.position_] = value;
      self.slots_[self.position_ + size] = value;
      self.position_ = oldest == size ? 0 : oldest;
    }
    return (sum_of_distances(others, mean) + std::abs(value - mean)) / self.period_;
  }
  static void state(auto& self, auto& archive) {
    const std::size_t size = self.slots_.size() / 2;
    for (std::size_t i = 0; i < size; ++i) archive(self.slots_[i]);
    archive.index(self.position_, size);
    if constexpr (!std::is_const_v<std::remove_reference_t<decltype(self)>>) {
      const auto first = self.slots_.begin();
      std::copy_n(first, size, first + static_cast<std::ptrdiff_t>(size));
    }
  }

 private:
  // Four sums, for one would wait for each of its additions.
  static double sum_of_distances(std::span<const double> values, double mean) {
    const double* next = values.data();
    Pair first{};
    Pair second{};
    for (std::size_t fours = values.size() / 4; fours > 0; --fours, next += 4) {
      first += magnitude(load_pair(next) - mean);
      second += magnitude(load_pair(next + 2) - mean);
    }
    double rest = 0;
    for (std::size_t left = values.size() % 4; left > 0; --left) rest += std::abs(*next++ - mean);
    const Pair sums = first + second;
    return sums[0] + sums[1] + rest;
  }

  double period_;
  std::vector<double> slots_;  ///< Each value twice, so that every window lies in one piece.
  std::size_t position_ = 0;   ///< Of the oldest value, which the next one replaces.
};

/// The rank of each value among the last `period`, itself included, as a fraction: 1 for the
/// highest, 1 / period for the lowest, equal values sharing the mean of their ranks. NaN until
/// there are so many, and while one is NaN. O(window).
class RollingRank {
 public:
  explicit RollingRank(int period) : period_(period), values_(period) {}

  static double next(auto& self, double value) {
    const auto count = [value](double ranks, double each) {
      if (each < value) return ranks + 1.0;
      if (each == value) return ranks + 0.5;
      return each > value ? ranks : kNaN;
    };
    return Window::fold(self.values_, value, 0.5, count) / self.period_;
  }
  static void state(auto& self, auto& archive) { archive(self.values_); }

 private:
  double period_;
  Window values_;
};

}  // namespace nautilus::features
