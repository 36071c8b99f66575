// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "nautilus/base/result.hpp"
#include "nautilus/storage/mapped_file.hpp"

namespace nautilus::storage {

/// What the elements of a column are; all have eight bytes.
enum class ElementType : std::uint64_t {
  integer = 1,
  real = 2,
};

/// A segment that continues no other.
inline constexpr std::int64_t kStandsAlone = -1;

/// What a segment holds, and of when.
struct SegmentHead {
  std::string key;
  std::int64_t revision = 0;            ///< The state of the key's records that it shows.
  std::int64_t follows = kStandsAlone;  ///< The revision of the segment whose rows it continues.
};

/// A read-only file of segments, each of which has a key and columns of numbers. Once written it
/// never changes. Columns lie in the mapped file and are given out where they are; they live as
/// long as the pack. Safe to use from several threads at once.
class ColumnPack {
 public:
  struct Segment {
    std::string_view key;
    std::int64_t revision;
    std::int64_t follows;
    std::uint32_t first_column;
    std::uint32_t columns;
  };

  /// Checks size, header and directory, so it costs the same however long the columns are.
  /// Errors: not_found, permission_denied, unavailable; data_loss naming the file and what is
  /// wrong.
  static Result<std::shared_ptr<const ColumnPack>> open(const std::string& path);

  [[nodiscard]] std::span<const Segment> segments() const { return segments_; }
  [[nodiscard]] std::uint64_t bytes() const { return file_->bytes().size(); }

  [[nodiscard]] const std::string& path() const { return file_->path(); }

  /// Tells this file from any other with the same name.
  [[nodiscard]] std::uint64_t identity() const { return identity_; }

  /// REQUIRES, here and below: the segment is of this pack and has the column.
  [[nodiscard]] std::size_t rows(const Segment& segment, std::size_t column) const;
  [[nodiscard]] ElementType type(const Segment& segment, std::size_t column) const;

  /// Elements of a column from `first` to before `last`. The blocks they lie in are checked when
  /// they are first touched. Errors: data_loss naming file, segment, column and block.
  /// REQUIRES: first <= last <= rows(), and the column has this type.
  [[nodiscard]] Result<std::span<const std::int64_t>> integers(const Segment& segment,
                                                               std::size_t column,
                                                               std::size_t first,
                                                               std::size_t last) const;
  [[nodiscard]] Result<std::span<const double>> reals(const Segment& segment, std::size_t column,
                                                      std::size_t first, std::size_t last) const;

  /// The first row of an ascending column with a value of at least `value`. Touches few blocks.
  /// Errors: as `integers`.
  [[nodiscard]] Result<std::size_t> lower_bound(const Segment& segment, std::size_t column,
                                                std::int64_t value) const;

  /// Whether nobody has written to the file since it was opened; ask before reading.
  [[nodiscard]] bool is_untouched() const { return file_->is_untouched(); }

  /// Checks every block, whether it was checked before or not; what is wrong, a sentence each.
  [[nodiscard]] std::vector<std::string> verify() const;

 private:
  struct Column {
    ElementType type;
    std::uint64_t rows;
    std::uint64_t offset;
    std::span<const std::uint64_t> checksums;  ///< In directory_.
    std::uint32_t first_block;                 ///< Its place in checked_.
  };

  explicit ColumnPack(std::unique_ptr<const MappedFile> file) : file_(std::move(file)) {}

  [[nodiscard]] Error damage(std::string_view what) const;
  Result<std::uint64_t> read_header();  ///< Gives the number of segments.
  Result<void> read_directory(std::uint64_t segments);
  [[nodiscard]] const Column& column(const Segment& segment, std::size_t column) const;
  [[nodiscard]] Result<void> check(const Segment& segment, std::size_t column, std::size_t first,
                                   std::size_t last) const;
  [[nodiscard]] bool is_sound(const Column& column, std::size_t block) const;
  [[nodiscard]] std::string describe(const Segment& segment, std::size_t column,
                                     std::size_t block) const;

  std::unique_ptr<const MappedFile> file_;
  std::uint64_t identity_ = 0;
  std::vector<std::uint64_t> directory_;  ///< A copy, which no change of the file can touch.
  std::vector<Segment> segments_;
  std::vector<Column> columns_;
  mutable std::vector<std::atomic<bool>> checked_;  ///< A place per block.
};

}  // namespace nautilus::storage
