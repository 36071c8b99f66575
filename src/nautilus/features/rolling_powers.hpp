// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <type_traits>
#include <vector>

#include "nautilus/features/kernel.hpp"
#include "nautilus/features/pair.hpp"

namespace nautilus::features {

/// Sums over the deviations of the last `period` values from one of these values; in constant time
/// per bar on average. Which sums these are, Sums says.
///
/// Nothing is ever subtracted, so nothing drifts: what leaves the window, a NaN included, leaves no
/// trace. The window is the tail of a completed block, whose suffixes were summed when it filled,
/// and the head of the block that is filling. Because the reference is in the window, no value
/// stands more than sqrt(period) deviations from it, which bounds what cancellation costs to a
/// factor of period (Chan, Golub and LeVeque, Algorithms for Computing the Sample Variance, The
/// American Statistician 37, 1983, on shifted data); and equal values deviate by exactly 0.
template <class Sums>
class RollingDeviations {
 public:
  using Number = typename Sums::Number;

  struct Window {
    Number reference{};
    Sums sums{};
    bool full = false;  ///< Whether there are so many values yet.
  };

  /// REQUIRES: period >= 1.
  explicit RollingDeviations(int period)
      : period_(static_cast<std::size_t>(period)),
        slots_(period_, Sums::of(filled<Number>(kNaN))) {}

  /// The sums over the last period values; NaN until there are so many, and while one is NaN.
  static Window next(auto& self, const Number& value) {
    const std::size_t rank = self.position_ + 1;
    if (rank == self.period_) [[unlikely]]
      return close_block(self, value);

    Sums head = self.head_;
    head.append(value - self.reference_, rank);
    Sums sums = self.slots_[rank];
    sums.continue_with(head, self.period_ - rank);
    if constexpr (!std::is_const_v<std::remove_reference_t<decltype(self)>>) {
      self.slots_[self.position_].total() = value;
      self.head_ = head;
      self.position_ = rank;
    }
    return {self.reference_, sums, self.has_block_};
  }

  static void state(auto& self, auto& archive) {
    archive(self.slots_, self.reference_, self.has_block_, self.head_);
    archive.index(self.position_, self.period_);
  }

 private:
  // The newest value is in every suffix, hence it is their reference, and that of the next head.
  static Window close_block(auto& self, const Number& value) {
    constexpr bool takes = !std::is_const_v<std::remove_reference_t<decltype(self)>>;
    Sums sums{};
    sums.prepend(value - value);
    for (std::size_t place = self.period_ - 1;; --place) {
      const Number older = place == 0 ? value : self.slots_[place - 1].total();
      if constexpr (takes) self.slots_[place] = sums;
      if (place == 0) break;
      sums.prepend(older - value);
    }
    if constexpr (takes) {
      self.reference_ = value;
      self.head_ = {};
      self.position_ = 0;
      self.has_block_ = true;
    }
    return {value, sums, true};
  }

  std::size_t period_;  ///< Beside the size of slots_, which takes a division to know.
  /// Values before position_, each in the place of the first sum; sums of suffixes after it, NaN in
  /// the first block.
  std::vector<Sums> slots_;
  Number reference_{};
  Sums head_{};  ///< Of the values before position_.
  std::size_t position_ = 0;
  bool has_block_ = false;
};

/// Of deviations, of their squares, and so on up to `order`.
template <std::size_t order, class Of = double>
struct PowerSums {
  using Number = Of;

  std::array<Number, order> sums{};

  static PowerSums of(const Number& value) {
    PowerSums out;
    out.sums.fill(value);
    return out;
  }
  Number& total() { return sums[0]; }
  [[nodiscard]] const Number& total() const { return sums[0]; }

  void append(const Number& deviation, std::size_t /*rank*/) { prepend(deviation); }
  void prepend(const Number& deviation) {
    Number power = deviation;
    for (Number& each : sums) {
      each += power;
      power *= deviation;
    }
  }
  void continue_with(const PowerSums& newer, std::size_t /*count*/) {
    for (std::size_t k = 0; k < order; ++k) sums[k] += newer.sums[k];
  }
  static void state(auto& self, auto& archive) {
    for (auto& each : self.sums) archive(each);
  }
};

template <std::size_t order, class Number = double>
using RollingPowers = RollingDeviations<PowerSums<order, Number>>;

}  // namespace nautilus::features
