// SPDX-License-Identifier: MIT
#include "nautilus/regime/detail/growing_median.hpp"

#include <algorithm>

namespace nautilus::regime::detail {
namespace {

/// The value at `rank` when both ordered lists are put in order together.
double at_rank(std::span<const double> many, std::span<const double> few, std::size_t rank) {
  std::size_t below = 0;  // Of the few, those that stand before the rank.
  for (const double value : few) {
    const auto place = std::lower_bound(many.begin(), many.end(), value) - many.begin();
    const std::size_t own_rank = static_cast<std::size_t>(place) + below;
    if (own_rank == rank) return value;
    if (own_rank > rank) break;
    ++below;
  }
  return many[rank - below];
}

}  // namespace

void GrowingMedian::settle(double value) {
  ordered_.insert(std::upper_bound(ordered_.begin(), ordered_.end(), value), value);
}

double GrowingMedian::with(std::span<const double> provisional) const {
  std::vector<double> few(provisional.begin(), provisional.end());
  std::sort(few.begin(), few.end());
  const std::size_t all = ordered_.size() + few.size();
  const double upper = at_rank(ordered_, few, all / 2);
  return all % 2 == 1 ? upper : (at_rank(ordered_, few, all / 2 - 1) + upper) / 2;
}

}  // namespace nautilus::regime::detail
