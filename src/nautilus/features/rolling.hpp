// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <cstddef>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

#include "nautilus/features/kernel.hpp"

namespace nautilus::features {

/// A sum of values.
struct Sum {
  double total = 0;

  static Sum combine(const Sum& older, const Sum& newer) { return {older.total + newer.total}; }
  static void state(auto& self, auto& archive) { archive(self.total); }
};

/// Count, mean and sum of squared deviations, combined as in Chan, Golub and LeVeque, Updating
/// Formulae and a Pairwise Algorithm for Computing Sample Variances (1979). Equal values deviate by
/// exactly 0.
struct Moments {
  double count = 0;
  double mean = 0;
  double squares = 0;

  static Moments of(double value) { return {1.0, value, 0.0}; }

  static Moments combine(const Moments& older, const Moments& newer) {
    const double count = older.count + newer.count;
    const double share = newer.count / count;
    const double apart = newer.mean - older.mean;
    return {count, older.mean + apart * share,
            older.squares + newer.squares + apart * apart * older.count * share};
  }
  static void state(auto& self, auto& archive) { archive(self.count, self.mean, self.squares); }

  [[nodiscard]] double population_deviation() const { return std::sqrt(squares / count); }
  [[nodiscard]] double sample_deviation() const { return std::sqrt(squares / (count - 1.0)); }
};

/// The lowest value; NaN if one is among them.
struct Minimum {
  double value = 0;

  static Minimum combine(const Minimum& older, const Minimum& newer) {
    if (std::isnan(older.value)) return older;
    return older.value < newer.value ? older : newer;
  }
  static void state(auto& self, auto& archive) { archive(self.value); }
};

/// The highest value; NaN if one is among them.
struct Maximum {
  double value = 0;

  static Maximum combine(const Maximum& older, const Maximum& newer) {
    if (std::isnan(older.value)) return older;
    return older.value > newer.value ? older : newer;
  }
  static void state(auto& self, auto& archive) { archive(self.value); }
};

/// Folds the last `period` elements by Element::combine, in constant time per bar on average.
///
/// Nothing is ever subtracted, so nothing drifts: what leaves the window, a NaN included, leaves no
/// trace. The window is the tail of a completed block, whose suffixes were folded when it filled,
/// and the head of the block that is filling.
template <class Element>
class RollingFold {
 public:
  /// REQUIRES: period >= 1.
  explicit RollingFold(int period) : slots_(static_cast<std::size_t>(period)) {}

  /// The fold of the last period elements; nullopt until there are so many.
  static std::optional<Element> next(const RollingFold& self, const Element& element) {
    const Element head = self.head_with(element);
    const std::size_t oldest = self.position_ + 1;
    if (oldest == self.slots_.size()) return head;
    if (!self.has_block_) return std::nullopt;
    return Element::combine(self.slots_[oldest], head);
  }

  static std::optional<Element> next(RollingFold& self, const Element& element) {
    const auto folded = next(std::as_const(self), element);
    self.head_ = self.head_with(element);
    self.slots_[self.position_] = element;
    if (++self.position_ == self.slots_.size()) self.complete_block();
    return folded;
  }

  static void state(auto& self, auto& archive) {
    archive(self.slots_, self.head_, self.has_block_);
    archive.index(self.position_, self.slots_.size());
  }

 private:
  [[nodiscard]] Element head_with(const Element& element) const {
    return position_ == 0 ? element : Element::combine(head_, element);
  }

  void complete_block() {
    for (std::size_t i = slots_.size() - 1; i-- > 0;) {
      slots_[i] = Element::combine(slots_[i], slots_[i + 1]);
    }
    position_ = 0;
    has_block_ = true;
  }

  std::vector<Element> slots_;  ///< Elements before position_, folded suffixes from there on.
  Element head_{};              ///< The fold of the elements before position_.
  std::size_t position_ = 0;
  bool has_block_ = false;
};

/// The mean of the last `period` values; NaN until there are so many, and while one is NaN.
class RollingMean {
 public:
  explicit RollingMean(int period) : period_(period), sum_(period) {}

  static double next(auto& self, double value) {
    const auto sum = feed(self.sum_, Sum{value});
    return sum ? sum->total / self.period_ : kNaN;
  }
  static void state(auto& self, auto& archive) { archive(self.sum_); }

 private:
  double period_;
  RollingFold<Sum> sum_;
};

/// The value of `bars` bars ago; NaN while there is none.
class Delay {
 public:
  /// REQUIRES: bars >= 1.
  explicit Delay(int bars) : slots_(static_cast<std::size_t>(bars), kNaN) {}

  static double next(auto& self, double value) {
    const double then = self.slots_[self.position_];
    if constexpr (!std::is_const_v<std::remove_reference_t<decltype(self)>>) {
      self.slots_[self.position_] = value;
      self.position_ = (self.position_ + 1) % self.slots_.size();
    }
    return then;
  }
  static void state(auto& self, auto& archive) {
    archive(self.slots_);
    archive.index(self.position_, self.slots_.size());
  }

 private:
  std::vector<double> slots_;
  std::size_t position_ = 0;
};

}  // namespace nautilus::features
