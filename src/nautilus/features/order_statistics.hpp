// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <type_traits>
#include <vector>

#include "nautilus/features/kernel.hpp"

namespace nautilus::features {

/// The values of a window in ascending order; it borrows, until the window changes.
class Ordered {
 public:
  static constexpr std::size_t none = std::numeric_limits<std::size_t>::max();

  /// `size` values of which the one at `removed` is left out and `value` stands at `inserted`.
  Ordered(const double* sorted, std::size_t size, std::size_t removed = none,
          std::size_t inserted = none, double value = kNaN)
      : sorted_(sorted),
        size_(size - (removed == none ? 0 : 1) + (inserted == none ? 0 : 1)),
        removed_(removed),
        inserted_(inserted),
        value_(value) {}

  [[nodiscard]] std::size_t size() const { return size_; }

  /// The k-th smallest, from 0. REQUIRES: k < size().
  double operator[](std::size_t k) const {
    if (k == inserted_) return value_;
    const std::size_t without = k > inserted_ ? k - 1 : k;
    return sorted_[without >= removed_ ? without + 1 : without];
  }

  /// How many values are below x.
  [[nodiscard]] std::size_t below(double x) const {
    return first([&](double each) { return each >= x; });
  }

  /// How many values are not above x.
  [[nodiscard]] std::size_t not_above(double x) const {
    return first([&](double each) { return each > x; });
  }

  /// The quantile, interpolated at probability * (size - 1): type 7 of Hyndman and Fan (1996), as
  /// numeric::quantile. REQUIRES: size() > 0, probability in 0..1.
  [[nodiscard]] double quantile(double probability) const {
    const double position = probability * static_cast<double>(size_ - 1);
    const auto lower = static_cast<std::size_t>(position);
    const double low = (*this)[lower];
    const double high = (*this)[std::min(lower + 1, size_ - 1)];
    return low + (position - std::floor(position)) * (high - low);
  }

 private:
  template <class Holds>
  [[nodiscard]] std::size_t first(Holds holds) const {
    std::size_t from = 0;
    std::size_t to = size_;
    while (from < to) {
      const std::size_t middle = from + (to - from) / 2;
      if (holds((*this)[middle])) {
        to = middle;
      } else {
        from = middle + 1;
      }
    }
    return from;
  }

  const double* sorted_;
  std::size_t size_;
  std::size_t removed_;
  std::size_t inserted_;
  double value_;
};

/// The last `period` values in ascending order, those that are NaN left out: a search in O(log n)
/// and one move of memory per bar.
class OrderStatistics {
 public:
  /// REQUIRES: period >= 1.
  explicit OrderStatistics(int period)
      : ring_(static_cast<std::size_t>(period), kNaN), sorted_(ring_.size()) {}

  /// The window with the value in it.
  static Ordered next(const OrderStatistics& self, double value) {
    value += 0.0;  // One zero, not two.
    const double oldest = self.ring_[self.position_];
    const std::size_t removed = std::isnan(oldest) ? Ordered::none : self.view().below(oldest);
    const Ordered rest(self.sorted_.data(), self.held_, removed);
    const std::size_t inserted = std::isnan(value) ? Ordered::none : rest.not_above(value);
    return {self.sorted_.data(), self.held_, removed, inserted, value};
  }

  static Ordered next(OrderStatistics& self, double value) {
    value += 0.0;
    const double oldest = self.ring_[self.position_];
    if (!std::isnan(oldest)) self.remove(oldest);
    if (!std::isnan(value)) self.insert(value);
    self.ring_[self.position_] = value;
    self.position_ = (self.position_ + 1) % self.ring_.size();
    return self.view();
  }

  static void state(auto& self, auto& archive) {
    archive(self.ring_);
    archive.index(self.position_, self.ring_.size());
    if constexpr (!std::is_const_v<std::remove_reference_t<decltype(self)>>) self.sort();
  }

 private:
  [[nodiscard]] Ordered view() const { return {sorted_.data(), held_}; }

  void remove(double value) {
    double* const at = sorted_.data() + view().below(value);
    std::copy(at + 1, sorted_.data() + held_, at);
    --held_;
  }

  void insert(double value) {
    double* const at = sorted_.data() + view().not_above(value);
    std::copy_backward(at, sorted_.data() + held_, sorted_.data() + held_ + 1);
    *at = value;
    ++held_;
  }

  void sort() {
    held_ = 0;
    for (const double each : ring_) {
      if (!std::isnan(each)) sorted_[held_++] = each;
    }
    std::sort(sorted_.data(), sorted_.data() + held_);
  }

  std::vector<double> ring_;  ///< As they came, NaN where there is none yet.
  std::size_t position_ = 0;  ///< Of the oldest.
  std::vector<double> sorted_;
  std::size_t held_ = 0;  ///< How many of sorted_ are in use.
};

}  // namespace nautilus::features
