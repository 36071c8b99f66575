// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <cstdint>
#include <type_traits>
#include <utility>

#include "nautilus/features/kernel.hpp"
#include "nautilus/features/pair.hpp"

namespace nautilus::features {

/// The value of the bar before; NaN on the first bar.
class Previous {
 public:
  static double next(const Previous& self, double /*value*/) { return self.value_; }
  static double next(Previous& self, double value) { return std::exchange(self.value_, value); }
  static void state(auto& self, auto& archive) { archive(self.value_); }

 private:
  double value_ = kNaN;
};

/// A mean that moves by a fixed share of the distance to each value, seeded by the plain mean of
/// the first `period` values. A NaN is passed over: no value on its bar, no trace after it. Of a
/// pair it is the mean of each, and one NaN has both passed over.
template <class Number>
class SmoothedMeanOf {
 public:
  /// With the share 2 / (period + 1); the first `skip` values are left out of the seed.
  static SmoothedMeanOf exponential(int period, int skip = 0) {
    return {2.0 / (period + 1.0), period, skip};
  }
  /// With the share 1 / period, as Wilder smooths.
  static SmoothedMeanOf wilder(int period) { return {1.0 / period, period, 0}; }
  /// With any share.
  static SmoothedMeanOf with_share(double share, int period) { return {share, period, 0}; }

  static Number next(auto& self, const Number& value) {
    if (has_nan(value)) [[unlikely]]
      return filled<Number>(kNaN);
    if (self.seen_ != self.needed_) [[unlikely]]
      return seed(self, value);
    // In this form, and in no faster one, a mean of equal values stays exactly what it is.
    const Number level = self.level_ + self.share_ * (value - self.level_);
    if constexpr (!std::is_const_v<std::remove_reference_t<decltype(self)>>) self.level_ = level;
    return level;
  }
  static void state(auto& self, auto& archive) { archive(self.seen_, self.level_); }

 private:
  SmoothedMeanOf(double share, int period, int skip)
      : share_(share), period_(period), skip_(skip), needed_(skip + period) {}

  static Number seed(auto& self, const Number& value) {
    const std::int64_t seen = self.seen_ + 1;
    const bool is_last = seen == self.needed_;
    Number level{};
    if (seen > self.skip_) level = self.level_ + value;
    if (is_last) level /= self.period_;
    if constexpr (!std::is_const_v<std::remove_reference_t<decltype(self)>>) {
      self.seen_ = seen;
      self.level_ = level;
    }
    return is_last ? level : filled<Number>(kNaN);
  }

  double share_;
  double period_;
  std::int64_t skip_;
  std::int64_t needed_;
  std::int64_t seen_ = 0;  ///< Values so far, counted up to needed_.
  Number level_{};         ///< The sum while seeding, the mean thereafter.
};
using SmoothedMean = SmoothedMeanOf<double>;

/// The sum of all values so far, carrying what rounding loses: Neumaier (1974).
class RunningTotal {
 public:
  static double next(auto& self, double value) {
    const double total = self.total_ + value;
    const bool value_is_smaller = std::abs(self.total_) >= std::abs(value);
    const double lost =
        value_is_smaller ? (self.total_ - total) + value : (value - total) + self.total_;
    const double carried = self.carried_ + lost;
    if constexpr (!std::is_const_v<std::remove_reference_t<decltype(self)>>) {
      self.total_ = total;
      self.carried_ = carried;
    }
    return total + carried;
  }
  static void state(auto& self, auto& archive) { archive(self.total_, self.carried_); }

 private:
  double total_ = 0;
  double carried_ = 0;
};

/// A start times all values so far.
class RunningProduct {
 public:
  explicit RunningProduct(double start) : product_(start) {}

  static double next(auto& self, double value) {
    const double product = self.product_ * value;
    if constexpr (!std::is_const_v<std::remove_reference_t<decltype(self)>>) {
      self.product_ = product;
    }
    return product;
  }
  static void state(auto& self, auto& archive) { archive(self.product_); }

 private:
  double product_;
};

}  // namespace nautilus::features
