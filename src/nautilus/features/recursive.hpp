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

  static double next(auto& self, double value) {
    if (std::isnan(value)) return kNaN;
    const State after = self.after(value);
    if constexpr (!std::is_const_v<std::remove_reference_t<decltype(self)>>) self.state_ = after;
    return after.seen < self.needed() ? kNaN : after.level;
  }
  static void state(auto& self, auto& archive) { archive(self.state_.seen, self.state_.level); }

 private:
  struct State {
    std::int64_t seen = 0;  ///< Values so far, counted up to needed().
    double level = 0;       ///< The sum while seeding, the mean thereafter.
  };

  SmoothedMean(double share, int period, int skip) : share_(share), period_(period), skip_(skip) {}

  [[nodiscard]] std::int64_t needed() const { return skip_ + period_; }

  [[nodiscard]] State after(double value) const {
    if (state_.seen >= needed()) {
      return {state_.seen, state_.level + share_ * (value - state_.level)};
    }
    const std::int64_t seen = state_.seen + 1;
    if (seen <= skip_) return {seen, 0.0};
    const double sum = state_.level + value;
    return {seen, seen == needed() ? sum / static_cast<double>(period_) : sum};
  }

  double share_;
  std::int64_t period_;
  std::int64_t skip_;
  State state_;
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

}  // namespace nautilus::features
