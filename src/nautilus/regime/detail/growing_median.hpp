// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace nautilus::regime::detail {

/// The median of a series whose last few values still change while all before are settled.
class GrowingMedian {
 public:
  /// Takes a value that will not change any more.
  void settle(double value);

  [[nodiscard]] std::size_t settled() const { return ordered_.size(); }

  /// The median of all settled values together with these. REQUIRES: at least one of either.
  [[nodiscard]] double with(std::span<const double> provisional) const;

 private:
  std::vector<double> ordered_;
};

}  // namespace nautilus::regime::detail
