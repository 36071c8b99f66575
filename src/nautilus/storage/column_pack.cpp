// SPDX-License-Identifier: MIT
#include "nautilus/storage/column_pack.hpp"

#include <algorithm>
#include <cassert>
#include <cstring>

#include <fmt/format.h>

#include "nautilus/base/hash.hpp"
#include "nautilus/storage/detail/pack_format.hpp"
#include "nautilus/storage/detail/word_reader.hpp"

namespace nautilus::storage {
namespace {

using detail::kBlockElements;
using detail::kElementBytes;

std::size_t end_of(std::uint64_t offset, std::uint64_t rows) {
  return detail::aligned(offset + rows * kElementBytes);
}

}  // namespace

Error ColumnPack::damage(std::string_view what) const {
  return {ErrorCode::data_loss, fmt::format("'{}': {}", file_->path(), what)};
}

Result<std::shared_ptr<const ColumnPack>> ColumnPack::open(const std::string& path) {
  NAUTILUS_TRY(auto file, MappedFile::open(path));
  std::shared_ptr<ColumnPack> pack(new ColumnPack(std::move(file)));
  NAUTILUS_TRY(const auto segments, pack->read_header());
  NAUTILUS_CHECK(pack->read_directory(segments));
  return std::shared_ptr<const ColumnPack>(std::move(pack));
}

Result<std::uint64_t> ColumnPack::read_header() {
  const auto bytes = file_->bytes();
  detail::PackHeader header;
  if (bytes.size() < sizeof(header)) {
    return damage(fmt::format("has {} bytes, too few for a pack", bytes.size()));
  }
  std::memcpy(&header, bytes.data(), sizeof(header));
  if (header.magic != detail::kPackMagic) return damage("does not begin as a pack of columns");
  if (header.checksum != checksum_of(header)) return damage("the header fails its checksum");
  if (header.version != detail::kPackVersion) {
    return damage(
        fmt::format("is of format {}, this build reads {}", header.version, detail::kPackVersion));
  }
  if (header.file_bytes != bytes.size()) {
    return damage(fmt::format("has {} bytes, its header says {}", bytes.size(), header.file_bytes));
  }
  if (header.directory_offset % detail::kAlignment != 0 || header.directory_offset > bytes.size() ||
      header.directory_bytes != bytes.size() - header.directory_offset ||
      header.directory_bytes % sizeof(std::uint64_t) != 0) {
    return damage("the directory is not where the header says");
  }
  const auto listed = bytes.subspan(header.directory_offset);
  if (fingerprint(listed) != header.directory_checksum) {
    return damage("the directory fails its checksum");
  }
  directory_.resize(listed.size() / sizeof(std::uint64_t));
  if (!directory_.empty()) std::memcpy(directory_.data(), listed.data(), listed.size());
  identity_ = header.checksum;
  return header.segments;
}

Result<void> ColumnPack::read_directory(std::uint64_t segments) {
  detail::WordReader reader(directory_);
  const auto end = bytes() - directory_.size() * sizeof(std::uint64_t);
  std::size_t offset = detail::kAlignment;
  std::size_t blocks = 0;
  for (std::uint64_t i = 0; i < segments && reader.is_good(); ++i) {
    Segment segment{.key = reader.text(),
                    .revision = static_cast<std::int64_t>(reader.word()),
                    .follows = static_cast<std::int64_t>(reader.word()),
                    .first_column = static_cast<std::uint32_t>(columns_.size()),
                    .columns = 0};
    const auto columns = reader.word();
    for (; segment.columns < columns && reader.is_good(); ++segment.columns) {
      Column column{.type = static_cast<ElementType>(reader.word()),
                    .rows = reader.word(),
                    .offset = offset,
                    .checksums = {},
                    .first_block = static_cast<std::uint32_t>(blocks)};
      if (column.rows > end / kElementBytes) return damage("a column is too long");
      column.checksums = reader.words(detail::blocks_of(column.rows));
      offset = end_of(offset, column.rows);
      blocks += column.checksums.size();
      columns_.push_back(column);
    }
    segments_.push_back(segment);
  }
  if (!reader.is_at_end() || offset != end) {
    return damage("the directory does not describe the file");
  }
  checked_ = std::vector<std::atomic<bool>>(blocks);
  return {};
}

const ColumnPack::Column& ColumnPack::column(const Segment& segment, std::size_t column) const {
  assert(column < segment.columns);
  return columns_[segment.first_column + column];
}

std::size_t ColumnPack::rows(const Segment& segment, std::size_t column) const {
  return this->column(segment, column).rows;
}

ElementType ColumnPack::type(const Segment& segment, std::size_t column) const {
  return this->column(segment, column).type;
}

bool ColumnPack::is_sound(const Column& column, std::size_t block) const {
  // The last block reaches over the zeros that fill the column up.
  const auto begin = column.offset + block * detail::kBlockBytes;
  const auto end = std::min(begin + detail::kBlockBytes, end_of(column.offset, column.rows));
  return fingerprint(file_->bytes().subspan(begin, end - begin)) == column.checksums[block];
}

std::string ColumnPack::describe(const Segment& segment, std::size_t column,
                                 std::size_t block) const {
  return fmt::format("block {} of column {} of '{}' fails its checksum", block, column,
                     segment.key);
}

Result<void> ColumnPack::check(const Segment& segment, std::size_t column, std::size_t first,
                               std::size_t last) const {
  const auto& found = this->column(segment, column);
  assert(first <= last && last <= found.rows);
  for (auto block = first / kBlockElements; block < detail::blocks_of(last); ++block) {
    auto& checked = checked_[found.first_block + block];
    if (checked.load(std::memory_order_relaxed)) continue;
    if (!is_sound(found, block)) return damage(describe(segment, column, block));
    checked.store(true, std::memory_order_relaxed);
  }
  return {};
}

Result<std::span<const std::int64_t>> ColumnPack::integers(const Segment& segment,
                                                           std::size_t column, std::size_t first,
                                                           std::size_t last) const {
  NAUTILUS_CHECK(check(segment, column, first, last));
  const auto& found = this->column(segment, column);
  assert(found.type == ElementType::integer);
  const auto* start = file_->bytes().data() + found.offset;
  return std::span(reinterpret_cast<const std::int64_t*>(start), found.rows)
      .subspan(first, last - first);
}

Result<std::span<const double>> ColumnPack::reals(const Segment& segment, std::size_t column,
                                                  std::size_t first, std::size_t last) const {
  NAUTILUS_CHECK(check(segment, column, first, last));
  const auto& found = this->column(segment, column);
  assert(found.type == ElementType::real);
  const auto* start = file_->bytes().data() + found.offset;
  return std::span(reinterpret_cast<const double*>(start), found.rows).subspan(first, last - first);
}

Result<std::size_t> ColumnPack::lower_bound(const Segment& segment, std::size_t column,
                                            std::int64_t value) const {
  const auto rows = this->rows(segment, column);
  // The last block that begins below the value, by the first element of each block.
  std::size_t low = 0;
  std::size_t high = detail::blocks_of(rows);
  while (high - low > 1) {
    const auto middle = low + (high - low) / 2;
    const auto start = middle * kBlockElements;
    NAUTILUS_TRY(const auto first, integers(segment, column, start, start + 1));
    (first.front() < value ? low : high) = middle;
  }
  const auto start = low * kBlockElements;
  const auto end = std::min(rows, start + kBlockElements);
  NAUTILUS_TRY(const auto block, integers(segment, column, start, end));
  return start + static_cast<std::size_t>(std::ranges::lower_bound(block, value) - block.begin());
}

std::vector<std::string> ColumnPack::verify() const {
  std::vector<std::string> faults;
  for (const auto& segment : segments_) {
    for (std::size_t i = 0; i < segment.columns; ++i) {
      const auto& found = column(segment, i);
      for (std::size_t block = 0; block < found.checksums.size(); ++block) {
        if (!is_sound(found, block)) faults.push_back(describe(segment, i, block));
      }
    }
  }
  return faults;
}

}  // namespace nautilus::storage
