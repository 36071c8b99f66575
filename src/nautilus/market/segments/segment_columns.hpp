// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "nautilus/market/bar_series.hpp"
#include "nautilus/market/bar_view.hpp"

/// How the bars of a series lie in the columns of a segment.
namespace nautilus::market {

/// The knowledge time of values that were known as soon as the bar was over.
inline constexpr std::int64_t kKnownWhenOver = std::numeric_limits<std::int64_t>::min();

/// Versions of bars with the time since when each is known, in nanoseconds.
struct KnownBars {
  BarSeries bars;
  std::vector<std::int64_t> known_at;

  [[nodiscard]] std::size_t size() const { return bars.size(); }
};

/// What a segment holds: the newest version of each bar, ascending by time, and every other one,
/// ascending by time and then by knowledge. Of two with the same of both, the later holds.
struct SegmentContent {
  KnownBars newest;
  KnownBars others;
};

/// The two parts of a segment, each with its timestamps, five values and knowledge times.
enum class SegmentPart : std::uint8_t {
  newest,
  others,
};

inline constexpr std::size_t kTimestampColumn = 0;
inline constexpr std::size_t kFirstValueColumn = 1;
inline constexpr std::size_t kKnownAtColumn = kFirstValueColumn + kBarColumns;
inline constexpr std::size_t kPartColumns = kKnownAtColumn + 1;

/// After the two parts: the highest knowledge time of each kStretch rows of the newest, by which a
/// reader sees without looking at each row that all of them were known.
inline constexpr std::size_t kKnownPeakColumn = 2 * kPartColumns;
inline constexpr std::size_t kSegmentColumns = kKnownPeakColumn + 1;
inline constexpr std::size_t kStretch = 1024;

/// The number of a part's column in the segment.
constexpr std::size_t column_of(SegmentPart part, std::size_t column) {
  return part == SegmentPart::newest ? column : kPartColumns + column;
}

constexpr std::size_t column_of(SegmentPart part, BarColumn value) {
  return column_of(part, kFirstValueColumn + static_cast<std::size_t>(value));
}

/// The column of a series in memory.
std::vector<double>& column_of(BarSeries& series, BarColumn value);

/// The key of a series as segments carry it: "SPY 1d".
std::string segment_key(const SeriesKey& key);

/// The series of such a key; nullopt if it is none.
std::optional<SeriesKey> series_of(std::string_view key);

}  // namespace nautilus::market
