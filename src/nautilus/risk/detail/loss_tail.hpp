// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace nautilus::risk::detail {

/// How many scenarios it takes for a whole one to lie in the tail: ceil(1 / (1 - level)).
/// REQUIRES: level in (0, 1).
std::size_t scenarios_for_one_in_tail(double confidence_level);

/// The worst n (1 - level) of n scenarios, the last of them in part. Of equal losses the later
/// scenario counts as the worse, so that an order is never left to chance.
class LossTail {
 public:
  /// REQUIRES: level in (0, 1); at least scenarios_for_one_in_tail(level) finite losses.
  LossTail(std::span<const double> losses, double confidence_level);

  /// n (1 - level).
  [[nodiscard]] double size() const { return size_; }

  /// The scenario at the edge of the tail: the (floor(size) + 1)-th worst.
  [[nodiscard]] std::size_t var_scenario() const { return order_[whole_]; }

  /// The mean of a quantity over the tail, the edge by its part. REQUIRES: one value per scenario.
  [[nodiscard]] double mean_of(std::span<const double> values) const;

  /// The worst scenarios, worst first; all if fewer.
  [[nodiscard]] std::vector<std::size_t> worst(std::size_t count) const;

 private:
  double size_;
  std::size_t whole_;               ///< Scenarios that lie in the tail entirely.
  std::vector<std::size_t> order_;  ///< Scenarios from the worst on.
};

}  // namespace nautilus::risk::detail
