// SPDX-License-Identifier: MIT
#pragma once

#include <array>

#include "nautilus/features/rolling_tree.hpp"

namespace nautilus::features {

/// Which of equal highest values counts.
enum class Tie {
  latest,
  earliest
};

/// The highest value and how many bars ago it was: a fold of a RollingTree. The lowest value is the
/// highest of the negated ones.
template <Tie tie>
struct HighestAt {
  static constexpr std::size_t width = 2;
  static constexpr double nothing = kInfinity;

  static auto join(const auto& older, const auto& newer, const Joint& joint) {
    return of(older, newer, joint.newer);
  }
  static auto halves(const auto& older, const auto& newer, double count) {
    return of(older, newer, count);
  }

 private:
  static auto of(const auto& older, const auto& newer, double newer_count) {
    const auto older_age = older[1] + newer_count;
    const auto age = tie == Tie::latest ? if_less(newer[0], older[0], older_age, newer[1])
                                        : if_less(older[0], newer[0], newer[1], older_age);
    return std::array{larger(older[0], newer[0]), age};
  }
};

/// The highest of the last `period` values, NaN until there are so many and while one is NaN, and
/// its age in bars, which then says nothing.
template <Tie tie = Tie::latest>
class RollingHighest {
 public:
  explicit RollingHighest(int period) : tree_(period) {}

  // A gap is taken for a value above all others.
  template <class Value>
  static std::array<Value, 2> next(auto& self, Value value) {
    const auto highest = feed(self.tree_, std::array{smaller(Value(kInfinity), value), Value(0.0)});
    return {finite(highest[0]), highest[1]};
  }
  static void state(auto& self, auto& archive) { archive(self.tree_); }

 private:
  RollingTree<HighestAt<tie>> tree_;
};

}  // namespace nautilus::features
