// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>
#include <type_traits>
#include <vector>

#include "nautilus/features/kernel.hpp"

namespace nautilus::features {

/// The last `period` values in the order they came, for what reads them several times: O(window).
class WindowValues {
 public:
  /// REQUIRES: period >= 1.
  explicit WindowValues(int period) : slots_(static_cast<std::size_t>(period), kNaN) {}

  /// A window that ends with a value; it borrows, until the next one comes.
  class View {
   public:
    View(std::span<const double> slots, std::size_t oldest, double newest)
        : slots_(slots), oldest_(oldest), newest_(newest) {}

    [[nodiscard]] std::size_t size() const { return slots_.size(); }
    /// The i-th value, 0 being the oldest; NaN where there is none yet. REQUIRES: i < size().
    double operator[](std::size_t i) const {
      if (i + 1 == slots_.size()) return newest_;
      const std::size_t place = oldest_ + i;
      return slots_[place < slots_.size() ? place : place - slots_.size()];
    }

   private:
    std::span<const double> slots_;
    std::size_t oldest_;
    double newest_;
  };

  static View next(auto& self, double value) {
    const std::size_t size = self.slots_.size();
    const std::size_t oldest = self.position_ + 1 == size ? 0 : self.position_ + 1;
    if constexpr (!std::is_const_v<std::remove_reference_t<decltype(self)>>) {
      self.slots_[self.position_] = value;
      self.position_ = oldest;
    }
    return {self.slots_, oldest, value};
  }
  static void state(auto& self, auto& archive) {
    archive(self.slots_);
    archive.index(self.position_, self.slots_.size());
  }

 private:
  std::vector<double> slots_;
  std::size_t position_ = 0;  ///< Where the next value goes.
};

}  // namespace nautilus::features
