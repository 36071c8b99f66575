// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <vector>

#include "nautilus/base/time.hpp"

// How other series come to stand beside the bars of one: by equal times, or as of what was known.
namespace nautilus::features {

/// What somebody published: values, each with the time since when it is known.
struct PublishedSeries {
  std::vector<Timestamp> known_at;  ///< Ascending.
  std::vector<double> values;

  /// REQUIRES: not before the last one.
  void publish(Timestamp known, double value) {
    known_at.push_back(known);
    values.push_back(value);
  }
};

/// A joined column: a value for each bar, NaN where there is none, and since when it is known.
struct JoinedColumn {
  std::vector<double> values;
  std::vector<Timestamp> known_at;  ///< kEarliest where there is no value.
};

/// The bars of one series, as far as joins need them; it borrows columns of equal length.
struct TimedValues {
  std::span<const Timestamp> timestamps;  ///< The bars' opens, ascending.
  std::span<const Timestamp> known_at;    ///< When each is known.
  std::span<const double> values;
};

/// The values of the bars that open when a bar does. A bar without such a partner, or whose partner
/// is known later than it, has none: what is not public yet is a gap, not a guess.
JoinedColumn join_same_bar(std::span<const Timestamp> timestamps,
                           std::span<const Timestamp> known_at, const TimedValues& other);

/// The newest value published by the time each bar is known. REQUIRES: known_at ascends.
JoinedColumn join_as_of(std::span<const Timestamp> known_at, const PublishedSeries& published);

}  // namespace nautilus::features
