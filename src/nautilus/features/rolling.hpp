// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <cstddef>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

#include "nautilus/features/kernel.hpp"
#include "nautilus/features/rolling_powers.hpp"

namespace nautilus::features {

/// A sum of values.
struct Sum {
  double total = 0;

  static Sum combine(const Sum& older, const Sum& newer) { return {older.total + newer.total}; }
  static void state(auto& self, auto& archive) { archive(self.total); }
};

/// Sums of two values.
struct PairSum {
  Pair totals{};

  static PairSum combine(const PairSum& older, const PairSum& newer) {
    return {older.totals + newer.totals};
  }
  static void state(auto& self, auto& archive) { archive(self.totals); }
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
    if (std::isnan(older.value)) [[unlikely]]
      return older;
    return {older.value < newer.value ? older.value : newer.value};
  }
  static void state(auto& self, auto& archive) { archive(self.value); }
};

/// The highest value; NaN if one is among them.
struct Maximum {
  double value = 0;

  static Maximum combine(const Maximum& older, const Maximum& newer) {
    if (std::isnan(older.value)) [[unlikely]]
      return older;
    return {older.value > newer.value ? older.value : newer.value};
  }
  static void state(auto& self, auto& archive) { archive(self.value); }
};

/// A fold that there may not be yet. A std::optional is copied as the bytes it consists of, through
/// memory, which costs more than the fold; this stays in registers.
template <class Element>
class Folded {
 public:
  constexpr Folded() = default;
  constexpr Folded(std::nullopt_t /*none*/) {}  // NOLINT: implicit as std::optional's
  constexpr Folded(const Element& element) : element_(element), exists_(true) {}  // NOLINT: same

  constexpr explicit operator bool() const { return exists_; }
  [[nodiscard]] constexpr bool has_value() const { return exists_; }
  /// REQUIRES of both: has_value().
  constexpr const Element& operator*() const { return element_; }
  constexpr const Element* operator->() const { return &element_; }

 private:
  Element element_{};
  bool exists_ = false;
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
  explicit RollingFold(int period) : period_(static_cast<std::size_t>(period)), slots_(period_) {}

  /// The fold of the last period elements; nullopt until there are so many.
  static Folded<Element> next(auto& self, const Element& element) {
    const Element head = self.position_ == 0 ? element : Element::combine(self.head_, element);
    const std::size_t oldest = self.position_ + 1;
    const bool completes = oldest == self.period_;
    Folded<Element> folded;
    if (completes) {
      folded = head;
    } else if (self.has_block_) {
      folded = Element::combine(self.slots_[oldest], head);
    }
    if constexpr (!std::is_const_v<std::remove_reference_t<decltype(self)>>) {
      self.head_ = head;
      self.slots_[self.position_] = element;
      self.position_ = oldest;
      if (completes) self.complete_block();
    }
    return folded;
  }

  static void state(auto& self, auto& archive) {
    archive(self.slots_, self.head_, self.has_block_);
    archive.index(self.position_, self.period_);
  }

 private:
  void complete_block() {
    for (std::size_t i = period_ - 1; i-- > 0;) {
      slots_[i] = Element::combine(slots_[i], slots_[i + 1]);
    }
    position_ = 0;
    has_block_ = true;
  }

  std::size_t period_;          ///< Beside the size of slots_, which takes a division to know.
  std::vector<Element> slots_;  ///< Elements before position_, folded suffixes from there on.
  Element head_{};              ///< The fold of the elements before position_.
  std::size_t position_ = 0;
  bool has_block_ = false;
};

/// Moments of a full window: their divisors never change, so deviations come without a division.
struct WindowMoments : Moments {
  double population_share = 0;  ///< 1 / count
  double sample_share = 0;      ///< 1 / (count - 1)

  [[nodiscard]] double population_deviation() const {
    return std::sqrt(squares * population_share);
  }
  [[nodiscard]] double sample_deviation() const { return std::sqrt(squares * sample_share); }
};

/// The moments of the last `period` values; nullopt until there are so many. Each element is taken
/// for its mean, as Moments::of() makes it.
template <>
class RollingFold<Moments> {
 public:
  /// REQUIRES: period >= 1.
  explicit RollingFold(int period)
      : count_(period),
        population_share_(1.0 / period),
        sample_share_(1.0 / (period - 1.0)),
        powers_(period) {}

  static Folded<WindowMoments> next(auto& self, const Moments& element) {
    const auto window = feed(self.powers_, element.mean);
    if (!window.full) return std::nullopt;
    const auto& [total, total_squares] = window.sums.sums;
    const double apart = total * self.population_share_;
    const double squares = total_squares - total * apart;
    return WindowMoments{{self.count_, window.reference + apart, squares < 0.0 ? 0.0 : squares},
                         self.population_share_,
                         self.sample_share_};
  }
  static void state(auto& self, auto& archive) { archive(self.powers_); }

 private:
  double count_;
  double population_share_;
  double sample_share_;
  RollingPowers<2> powers_;
};

/// The mean of the last `period` values; NaN until there are so many, and while one is NaN. That of
/// equal values is exactly this value.
template <class Number>
class RollingMeanOf {
 public:
  explicit RollingMeanOf(int period) : share_(1.0 / period), powers_(period) {}

  static Number next(auto& self, const Number& value) {
    const auto window = feed(self.powers_, value);
    return window.reference + window.sums.total() * self.share_;
  }
  static void state(auto& self, auto& archive) { archive(self.powers_); }

 private:
  double share_;
  RollingPowers<1, Number> powers_;
};
using RollingMean = RollingMeanOf<double>;

/// The value of `bars` bars ago; NaN while there is none.
class Delay {
 public:
  /// REQUIRES: bars >= 1.
  explicit Delay(int bars) : slots_(static_cast<std::size_t>(bars), kNaN) {}

  static double next(auto& self, double value) {
    const double then = self.slots_[self.position_];
    if constexpr (!std::is_const_v<std::remove_reference_t<decltype(self)>>) {
      self.slots_[self.position_] = value;
      if (++self.position_ == self.slots_.size()) self.position_ = 0;
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
