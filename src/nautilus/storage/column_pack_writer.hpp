// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "nautilus/base/result.hpp"
#include "nautilus/storage/column_pack.hpp"

namespace nautilus::storage {

/// Writes a pack from its first segment to its last, a column after the other. Without `finish`
/// its file is removed at the end. Used by one thread at a time.
class ColumnPackWriter {
 public:
  /// Told how many bytes were written, after each block: waits where writing shall not be faster,
  /// and ends the writing by an error.
  using Pace = std::function<Result<void>(std::size_t bytes)>;

  /// Errors, here and below: permission_denied, not_found (the folder), unavailable (disk full),
  /// and those of `pace`.
  static Result<ColumnPackWriter> create(const std::string& path, Pace pace);

  ColumnPackWriter(ColumnPackWriter&& other) noexcept;
  ColumnPackWriter& operator=(ColumnPackWriter&&) = delete;
  ColumnPackWriter(const ColumnPackWriter&) = delete;
  ColumnPackWriter& operator=(const ColumnPackWriter&) = delete;
  ~ColumnPackWriter();

  /// Begins a segment. Of two segments with one key the later counts.
  Result<void> begin_segment(const SegmentHead& head);

  /// Begins the next column of the segment; `append` adds to it, in as many parts as there are.
  Result<void> begin_column(ElementType type);
  Result<void> append(std::span<const std::int64_t> values);
  Result<void> append(std::span<const double> values);

  [[nodiscard]] const std::string& path() const { return path_; }

  /// Bytes so far.
  [[nodiscard]] std::uint64_t bytes() const { return offset_ + buffer_.size(); }
  [[nodiscard]] std::uint64_t segments() const { return segments_; }

  /// Makes the file whole and durable under its path. REQUIRES: the last call.
  Result<void> finish();

 private:
  ColumnPackWriter(std::string path, int file, Pace pace);

  void note(std::uint64_t word) { directory_.push_back(word); }
  Result<void> append_bytes(std::span<const std::byte> bytes);
  Result<void> end_block();
  Result<void> end_column();
  Result<void> write(std::span<const std::byte> bytes, std::uint64_t offset);

  std::string path_;
  int file_;
  Pace pace_;
  std::uint64_t offset_;           ///< Where the buffer will go.
  std::vector<std::byte> buffer_;  ///< The block at hand.
  std::vector<std::uint64_t> directory_;
  std::uint64_t segments_ = 0;
  std::size_t columns_at_ = 0;  ///< Where the directory counts the columns of the segment.
  std::size_t rows_at_ = 0;     ///< Where it counts the rows of the column; 0 between columns.
};

}  // namespace nautilus::storage
