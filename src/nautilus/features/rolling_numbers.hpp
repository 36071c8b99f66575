// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <utility>

#include "nautilus/features/rolling_tree.hpp"

namespace nautilus::features {

/// What is made of each of several numbers beside one another: one number of an older run and one
/// of a newer one at a time.
template <class Value, std::size_t numbers, class Make>
std::array<Value, numbers> number_by_number(const std::array<Value, numbers>& older,
                                            const std::array<Value, numbers>& newer,
                                            const Make& make) {
  return [&]<std::size_t... I>(std::index_sequence<I...> /*numbers*/) {
    return std::array<Value, numbers>{make(older[I], newer[I])...};
  }
  (std::make_index_sequence<numbers>{});
}

// What the classes below answer, of each of several numbers; folds of a RollingTree.

/// The sums.
template <std::size_t numbers>
struct Totals {
  static constexpr std::size_t width = numbers;
  static constexpr double nothing = kNaN;
  static auto join(const auto& older, const auto& newer, const Joint& /*joint*/) {
    return halves(older, newer, 0.0);
  }
  static auto halves(const auto& older, const auto& newer, double /*count*/) {
    return number_by_number(older, newer, [](const auto& x, const auto& y) { return x + y; });
  }
};

/// The highest values.
template <std::size_t numbers>
struct Highest {
  static constexpr std::size_t width = numbers;
  static constexpr double nothing = kInfinity;
  static auto join(const auto& older, const auto& newer, const Joint& /*joint*/) {
    return halves(older, newer, 0.0);
  }
  static auto halves(const auto& older, const auto& newer, double /*count*/) {
    return number_by_number(older, newer,
                            [](const auto& x, const auto& y) { return larger(x, y); });
  }
};

/// The means. Equal values have exactly their own.
template <std::size_t numbers>
struct Means {
  static constexpr std::size_t width = numbers;
  static constexpr double nothing = kNaN;
  static auto join(const auto& older, const auto& newer, const Joint& joint) {
    return number_by_number(
        older, newer, [&](const auto& x, const auto& y) { return x + (y - x) * joint.share; });
  }
  static auto halves(const auto& older, const auto& newer, double /*count*/) {
    return number_by_number(older, newer,
                            [](const auto& x, const auto& y) { return 0.5 * (x + y); });
  }
};

/// The mean and the sum of squared deviations from it, combined as in Chan, Golub and
/// LeVeque, Updating Formulae and a Pairwise Algorithm for Computing Sample Variances (1979). Equal
/// values deviate by exactly 0.
struct MeanAndSquares {
  static constexpr std::size_t width = 2;
  static constexpr double nothing = kNaN;
  static auto join(const auto& older, const auto& newer, const Joint& joint) {
    const auto apart = newer[0] - older[0];
    return std::array{older[0] + apart * joint.share,
                      older[1] + newer[1] + apart * apart * (joint.older * joint.share)};
  }
  static auto halves(const auto& older, const auto& newer, double count) {
    const auto apart = newer[0] - older[0];
    return std::array{0.5 * (older[0] + newer[0]),
                      older[1] + newer[1] + apart * apart * (0.5 * count)};
  }
};

/// A fold of the last `period` values of one series or of several, which cost less together; NaN
/// until there are so many, and while one of the series' values is NaN.
template <class Fold>
class RollingNumbers {
 public:
  explicit RollingNumbers(int period) : tree_(period) {}

  /// One value of each series; of one series the answer is a number, of several an array.
  template <class... Values>
  static auto next(auto& self, const Values&... values) {
    const auto numbers = feed(self.tree_, std::array{values...});
    if constexpr (sizeof...(Values) == 1) {
      return numbers[0];
    } else {
      return numbers;
    }
  }
  static void state(auto& self, auto& archive) { archive(self.tree_); }

 private:
  RollingTree<Fold> tree_;
};

using WindowSum = RollingNumbers<Totals<1>>;
template <std::size_t numbers>
using WindowSums = RollingNumbers<Totals<numbers>>;
using RollingMean = RollingNumbers<Means<1>>;
template <std::size_t numbers>
using RollingMeans = RollingNumbers<Means<numbers>>;

/// The highest of the last `period` values; NaN until there are so many, and while one is NaN.
class WindowMaximum {
 public:
  explicit WindowMaximum(int period) : tree_(period) {}

  // A gap is taken for a value above all others, and what is not finite again for a gap.
  template <class Value>
  static Value next(auto& self, const Value& value) {
    return finite(feed(self.tree_, std::array{smaller(Value(kInfinity), value)})[0]);
  }
  static void state(auto& self, auto& archive) { archive(self.tree_); }

 private:
  RollingTree<Highest<1>> tree_;
};

/// The lowest of the last `period` values; NaN until there are so many, and while one is NaN.
class WindowMinimum {
 public:
  explicit WindowMinimum(int period) : highest_(period) {}

  template <class Value>
  static Value next(auto& self, const Value& value) {
    return -feed(self.highest_, -value);
  }
  static void state(auto& self, auto& archive) { archive(self.highest_); }

 private:
  WindowMaximum highest_;  ///< Of the negated values.
};

/// The highest of the last `period` values of one series and the lowest of another; each NaN until
/// there are so many, and while one of its values is NaN.
class WindowRange {
 public:
  explicit WindowRange(int period) : tree_(period) {}

  /// Answers the highest and the lowest.
  template <class Value>
  static std::array<Value, 2> next(auto& self, const Value& high, const Value& low) {
    const Value gap(kInfinity);  // As WindowMaximum has it.
    const auto highest =
        feed(self.tree_, std::array{smaller(gap, high), smaller(gap, Value(-low))});
    return {finite(highest[0]), -finite(highest[1])};
  }
  static void state(auto& self, auto& archive) { archive(self.tree_); }

 private:
  RollingTree<Highest<2>> tree_;  ///< Of the highs and of the negated lows.
};

/// Mean and deviation of the last `period` values; NaN until there are so many, and while one is
/// NaN.
class RollingDeviation {
 public:
  template <class Value>
  struct Deviations {
    Value mean;
    Value squares;
    double population_share;  ///< 1 / count: deviations come without a division.
    double sample_share;      ///< 1 / (count - 1)

    [[nodiscard]] Value population_deviation() const {
      return square_root(squares * population_share);
    }
    [[nodiscard]] Value sample_deviation() const { return square_root(squares * sample_share); }
  };

  explicit RollingDeviation(int period)
      : population_share_(1.0 / period), sample_share_(1.0 / (period - 1.0)), tree_(period) {}

  template <class Value>
  static Deviations<Value> next(auto& self, Value value) {
    const auto moments = feed(self.tree_, std::array{value, Value(0.0)});
    return {moments[0], moments[1], self.population_share_, self.sample_share_};
  }
  static void state(auto& self, auto& archive) { archive(self.tree_); }

 private:
  double population_share_;
  double sample_share_;
  RollingTree<MeanAndSquares> tree_;
};

}  // namespace nautilus::features
