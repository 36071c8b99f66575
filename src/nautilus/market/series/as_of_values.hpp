// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "nautilus/base/time.hpp"

namespace nautilus::market {

/// One version of one observation: what was public of it from `released_at` on, until the next.
struct ReleasedValue {
  Timestamp observed_at;
  Timestamp released_at;
  double value = 0;
  Timestamp known_at;  ///< When this database received it.

  friend bool operator==(const ReleasedValue&, const ReleasedValue&) = default;
};

/// A series as it stood at each of a list of times; all columns have the length of that list.
/// Before the first release the values are NaN and the times kEarliest.
struct AsOfValues {
  std::vector<double> value;           ///< Of the newest observation public by then, as revised.
  std::vector<double> previous;        ///< Of the observation before it; NaN if there was none.
  std::vector<Timestamp> observed_at;  ///< What `value` is dated with.
  std::vector<Timestamp> released_at;  ///< Since when `value` is public: how fresh it is.
};

/// Joins a series to times in one pass over both. A revision of an older observation changes
/// `value` only if that observation is still the newest.
/// REQUIRES: versions by released_at, `at` ascending.
AsOfValues join_as_of(std::span<const ReleasedValue> versions, std::span<const Timestamp> at);

}  // namespace nautilus::market
