// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <type_traits>
#include <vector>

#include "nautilus/features/kernel.hpp"

namespace nautilus::features {

/// Sums of the deviations of the last `period` values, and of their powers up to `order`, from one
/// of these values; in constant time per bar on average.
///
/// Nothing is ever subtracted, so nothing drifts: what leaves the window, a NaN included, leaves no
/// trace. The window is the tail of a completed block, whose suffixes were summed when it filled,
/// and the head of the block that is filling. Because the reference is in the window, no value
/// stands more than sqrt(period) deviations from it, which bounds what cancellation costs to a
/// factor of period (Chan, Golub and LeVeque, Algorithms for Computing the Sample Variance, The
/// American Statistician 37, 1983, on shifted data); and equal values deviate by exactly 0.
template <std::size_t order>
class RollingPowers {
 public:
  using Sums = std::array<double, order>;  ///< Of the deviations, of their squares, ...

  struct Window {
    double reference = 0;
    Sums sums{};
    bool full = false;  ///< Whether there are so many values yet.
  };

  /// REQUIRES: period >= 1.
  explicit RollingPowers(int period) : slots_(order * static_cast<std::size_t>(period), kNaN) {}

  /// The sums over the last period values; NaN until there are so many, and while one is NaN.
  static Window next(auto& self, double value) {
    const std::size_t place = order * self.position_;
    if (place + order == self.slots_.size()) [[unlikely]]
      return close_block(self, value);

    Sums head = self.head_;
    add_powers(head, value - self.reference_);
    Window window{self.reference_, head, self.has_block_};
    for (std::size_t k = 0; k < order; ++k) window.sums[k] += self.slots_[place + order + k];
    if constexpr (!std::is_const_v<std::remove_reference_t<decltype(self)>>) {
      self.slots_[place] = value;
      self.head_ = head;
      ++self.position_;
    }
    return window;
  }

  static void state(auto& self, auto& archive) {
    archive(self.slots_, self.reference_, self.has_block_);
    for (auto& each : self.head_) archive(each);
    archive.index(self.position_, self.slots_.size() / order);
  }

 private:
  static void add_powers(Sums& sums, double deviation) {
    double power = deviation;
    for (double& each : sums) {
      each += power;
      power *= deviation;
    }
  }

  // The newest value is in every suffix, hence it is their reference, and that of the next head.
  static Window close_block(auto& self, double value) {
    constexpr bool takes = !std::is_const_v<std::remove_reference_t<decltype(self)>>;
    Sums sums{};
    add_powers(sums, value - value);
    for (std::size_t place = self.slots_.size() - order;; place -= order) {
      if constexpr (takes) {
        for (std::size_t k = 0; k < order; ++k) self.slots_[place + k] = sums[k];
      }
      if (place == 0) break;
      add_powers(sums, self.slots_[place - order] - value);
    }
    if constexpr (takes) {
      self.reference_ = value;
      self.head_ = {};
      self.position_ = 0;
      self.has_block_ = true;
    }
    return {value, sums, true};
  }

  /// Values before position_, each at the first of its `order` places; sums of suffixes after it,
  /// NaN in the first block.
  std::vector<double> slots_;
  double reference_ = 0;
  Sums head_{};  ///< Of the values before position_.
  std::size_t position_ = 0;
  bool has_block_ = false;
};

}  // namespace nautilus::features
