// SPDX-License-Identifier: MIT
#include "nautilus/market/segments/segment_write.hpp"

#include <algorithm>
#include <array>

namespace nautilus::market {
namespace {

using storage::ElementType;

constexpr std::array kParts{SegmentPart::newest, SegmentPart::others};

/// The highest value of each kStretch, of values that come in parts.
class Peaks {
 public:
  void add(std::span<const std::int64_t> values) {
    for (const auto value : values) {
      if (count_++ % kStretch == 0) peaks_.push_back(value);
      peaks_.back() = std::max(peaks_.back(), value);
    }
  }

  [[nodiscard]] const std::vector<std::int64_t>& values() const { return peaks_; }

 private:
  std::size_t count_ = 0;
  std::vector<std::int64_t> peaks_;
};

template <class T>
Result<void> write_column(storage::ColumnPackWriter& writer, ElementType type,
                          std::span<const T> values) {
  NAUTILUS_CHECK(writer.begin_column(type));
  return writer.append(values);
}

Result<void> write_part(storage::ColumnPackWriter& writer, const KnownBars& part) {
  const auto& bars = part.bars;
  const std::span<const Timestamp> at = bars.timestamps;
  NAUTILUS_CHECK(
      write_column(writer, ElementType::integer,
                   std::span(reinterpret_cast<const std::int64_t*>(at.data()), at.size())));
  for (const auto* values : {&bars.open, &bars.high, &bars.low, &bars.close, &bars.volume}) {
    NAUTILUS_CHECK(write_column(writer, ElementType::real, std::span<const double>(*values)));
  }
  return write_column(writer, ElementType::integer, std::span<const std::int64_t>(part.known_at));
}

Result<void> write_peaks(storage::ColumnPackWriter& writer, const Peaks& peaks) {
  return write_column(writer, ElementType::integer, std::span<const std::int64_t>(peaks.values()));
}

Result<std::span<const std::int64_t>> all_integers(const SegmentPiece& piece, std::size_t column) {
  return piece.pack->integers(*piece.segment, column, 0, piece.pack->rows(*piece.segment, column));
}

Result<std::span<const double>> all_reals(const SegmentPiece& piece, std::size_t column) {
  return piece.pack->reals(*piece.segment, column, 0, piece.pack->rows(*piece.segment, column));
}

Result<void> merge_column(storage::ColumnPackWriter& writer, std::span<const SegmentPiece> pieces,
                          std::size_t column) {
  const auto type = pieces.front().pack->type(*pieces.front().segment, column);
  NAUTILUS_CHECK(writer.begin_column(type));
  for (const auto& piece : pieces) {
    if (type == ElementType::integer) {
      NAUTILUS_TRY(const auto values, all_integers(piece, column));
      NAUTILUS_CHECK(writer.append(values));
    } else {
      NAUTILUS_TRY(const auto values, all_reals(piece, column));
      NAUTILUS_CHECK(writer.append(values));
    }
  }
  return {};
}

Result<void> check_segment(const SegmentPiece& piece) {
  if (!piece.pack->is_untouched()) {
    return Error{ErrorCode::data_loss,
                 "'" + piece.pack->path() + "': was written to while it was in use"};
  }
  for (std::size_t i = 0; i < piece.segment->columns; ++i) {
    if (piece.pack->type(*piece.segment, i) == ElementType::integer) {
      NAUTILUS_CHECK(all_integers(piece, i));
    } else {
      NAUTILUS_CHECK(all_reals(piece, i));
    }
  }
  return {};
}

}  // namespace

Result<void> write_segment(storage::ColumnPackWriter& writer, const storage::SegmentHead& head,
                           const SegmentContent& content) {
  NAUTILUS_CHECK(writer.begin_segment(head));
  NAUTILUS_CHECK(write_part(writer, content.newest));
  NAUTILUS_CHECK(write_part(writer, content.others));
  Peaks peaks;
  peaks.add(content.newest.known_at);
  return write_peaks(writer, peaks);
}

Result<void> check_segments(std::span<const SegmentPiece> pieces) {
  for (const auto& piece : pieces) NAUTILUS_CHECK(check_segment(piece));
  return {};
}

Result<void> write_merged(storage::ColumnPackWriter& writer, std::span<const SegmentPiece> pieces) {
  const auto& oldest = *pieces.front().segment;
  const auto& newest = *pieces.back().segment;
  NAUTILUS_CHECK(writer.begin_segment({std::string(oldest.key), newest.revision, oldest.follows}));
  for (const auto part : kParts) {
    for (std::size_t i = 0; i < kPartColumns; ++i) {
      NAUTILUS_CHECK(merge_column(writer, pieces, column_of(part, i)));
    }
  }
  Peaks peaks;
  for (const auto& piece : pieces) {
    NAUTILUS_TRY(const auto known_at,
                 all_integers(piece, column_of(SegmentPart::newest, kKnownAtColumn)));
    peaks.add(known_at);
  }
  return write_peaks(writer, peaks);
}

}  // namespace nautilus::market
