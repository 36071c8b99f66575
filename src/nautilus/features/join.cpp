// SPDX-License-Identifier: MIT
#include "nautilus/features/join.hpp"

#include "nautilus/features/columns.hpp"

namespace nautilus::features {
namespace {

JoinedColumn without_values(std::size_t bars) {
  return {std::vector<double>(bars, kNaN), std::vector<Timestamp>(bars, kEarliest)};
}

}  // namespace

JoinedColumn join_same_bar(std::span<const Timestamp> timestamps,
                           std::span<const Timestamp> known_at, const TimedValues& other) {
  JoinedColumn out = without_values(timestamps.size());
  std::size_t next = 0;
  for (std::size_t t = 0; t < timestamps.size(); ++t) {
    while (next < other.timestamps.size() && other.timestamps[next] < timestamps[t]) ++next;
    if (next == other.timestamps.size()) break;
    if (other.timestamps[next] != timestamps[t] || other.known_at[next] > known_at[t]) continue;
    out.values[t] = other.values[next];
    out.known_at[t] = other.known_at[next];
  }
  return out;
}

JoinedColumn join_as_of(std::span<const Timestamp> known_at, const PublishedSeries& published) {
  JoinedColumn out = without_values(known_at.size());
  std::size_t released = 0;
  for (std::size_t t = 0; t < known_at.size(); ++t) {
    while (released < published.known_at.size() && published.known_at[released] <= known_at[t]) {
      ++released;
    }
    if (released == 0) continue;
    out.values[t] = published.values[released - 1];
    out.known_at[t] = published.known_at[released - 1];
  }
  return out;
}

}  // namespace nautilus::features
