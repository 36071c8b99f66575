// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "nautilus/market/segments/segment_columns.hpp"

namespace nautilus::market {

/// A series and the number that rises whenever its bars change.
struct SeriesRevision {
  SeriesKey key;
  std::int64_t revision = 0;
};

/// What the segments of a series hold.
struct HeldSegments {
  std::int64_t revision = 0;
  std::int64_t bars = 0;
  std::int64_t others = 0;  ///< Versions beside the newest of each bar.
  Timestamp last;           ///< Open of the last bar.
};

/// A part of what a series holds. All parts of one reading are of one revision and follow each
/// other in time.
struct SegmentUpdate {
  std::int64_t revision = 0;
  bool continues = false;  ///< Whether it goes on after what is held, of which nothing changed.
  bool is_last = true;
  SegmentContent content;
};

/// What the segments are a copy of.
class SegmentSource {
 public:
  using Sink = std::function<Result<void>(const SegmentUpdate& update)>;

  SegmentSource() = default;
  SegmentSource(const SegmentSource&) = delete;
  SegmentSource& operator=(const SegmentSource&) = delete;
  virtual ~SegmentSource() = default;

  /// Every series with bars.
  virtual Result<std::vector<SeriesRevision>> revisions() = 0;

  /// Gives `sink` what brings the segments of a series up to date: what is new, if what is held
  /// still stands and is only to be continued, everything if not, nothing if it is up to date.
  virtual Result<void> read(const SeriesKey& key, const std::optional<HeldSegments>& held,
                            const Sink& sink) = 0;
};

}  // namespace nautilus::market
