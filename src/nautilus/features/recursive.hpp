// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <cstdint>
#include <type_traits>
#include <utility>

#include "nautilus/features/kernel.hpp"

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
/// the first `period` values. A NaN is passed over: no value on its bar, no trace after it.
class SmoothedMean {
 public:
  /// With the share 2 / (period + 1); the first `skip` values are left out of the seed.
  static SmoothedMean exponential(int period, int skip = 0) {
    return {2.0 / (period + 1.0), period, skip};
  }
  /// With the share 1 / period, as Wilder smooths.
  static SmoothedMean wilder(int period) { return {1.0 / period, period, 0}; }
  /// With any share.
  static SmoothedMean with_share(double share, int period) { return {share, period, 0}; }

  static double next(auto& self, double value) {
    if (std::isnan(value)) return kNaN;
    const bool seeded = self.seen_ == self.needed_;
    const State after = seeded ? State{self.seen_, moved(self, value)} : seed(self, value);
    if constexpr (!std::is_const_v<std::remove_reference_t<decltype(self)>>) {
      self.level_ = after.level;
      if (!seeded) self.seen_ = after.seen;
    }
    return seeded || after.seen == self.needed_ ? after.level : kNaN;
  }
  static void state(auto& self, auto& archive) { archive(self.seen_, self.level_); }

 private:
  struct State {
    std::int64_t seen;
    double level;
  };

  SmoothedMean(double share, int period, int skip)
      : share_(share), period_(period), skip_(skip), needed_(skip + period) {}

  // In this form, and in no faster one, a mean of equal values stays exactly what it is.
  static double moved(const SmoothedMean& self, double value) {
    return self.level_ + self.share_ * (value - self.level_);
  }

  static State seed(const SmoothedMean& self, double value) {
    const std::int64_t seen = self.seen_ + 1;
    if (seen <= self.skip_) return {seen, 0.0};
    const double sum = self.level_ + value;
    return {seen, seen == self.needed_ ? sum / self.period_ : sum};
  }

  double share_;
  double period_;
  std::int64_t skip_;
  std::int64_t needed_;
  std::int64_t seen_ = 0;  ///< Values so far, counted up to needed_.
  double level_ = 0;       ///< The sum while seeding, the mean thereafter.
};

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
