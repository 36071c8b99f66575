// SPDX-License-Identifier: MIT
#include "nautilus/storage/column_pack_writer.hpp"

#include <algorithm>
#include <cassert>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

#include "nautilus/base/hash.hpp"
#include "nautilus/storage/detail/file_failure.hpp"
#include "nautilus/storage/detail/pack_format.hpp"

namespace nautilus::storage {
namespace {

constexpr int kNoFile = -1;

}  // namespace

Result<ColumnPackWriter> ColumnPackWriter::create(const std::string& path, Pace pace) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (file < 0) return detail::file_failure("write", path);
  return ColumnPackWriter(path, file, std::move(pace));
}

ColumnPackWriter::ColumnPackWriter(std::string path, int file, Pace pace)
    : path_(std::move(path)), file_(file), pace_(std::move(pace)), offset_(detail::kAlignment) {
  buffer_.reserve(detail::kBlockBytes);
}

ColumnPackWriter::ColumnPackWriter(ColumnPackWriter&& other) noexcept
    : path_(std::move(other.path_)),
      file_(std::exchange(other.file_, kNoFile)),
      pace_(std::move(other.pace_)),
      offset_(other.offset_),
      buffer_(std::move(other.buffer_)),
      directory_(std::move(other.directory_)),
      segments_(other.segments_),
      columns_at_(other.columns_at_),
      rows_at_(other.rows_at_) {}

ColumnPackWriter::~ColumnPackWriter() {
  if (file_ == kNoFile) return;
  ::close(file_);
  ::unlink(path_.c_str());
}

Result<void> ColumnPackWriter::begin_segment(const SegmentHead& head) {
  NAUTILUS_CHECK(end_column());
  note(head.key.size());
  const auto at = directory_.size();
  directory_.resize(at + (head.key.size() + sizeof(std::uint64_t) - 1) / sizeof(std::uint64_t));
  std::memcpy(directory_.data() + at, head.key.data(), head.key.size());
  note(static_cast<std::uint64_t>(head.revision));
  note(static_cast<std::uint64_t>(head.follows));
  columns_at_ = directory_.size();
  note(0);
  ++segments_;
  return {};
}

Result<void> ColumnPackWriter::begin_column(ElementType type) {
  assert(segments_ > 0);
  NAUTILUS_CHECK(end_column());
  ++directory_[columns_at_];
  note(static_cast<std::uint64_t>(type));
  rows_at_ = directory_.size();
  note(0);
  return {};
}

Result<void> ColumnPackWriter::append(std::span<const std::int64_t> values) {
  return append_bytes(std::as_bytes(values));
}

Result<void> ColumnPackWriter::append(std::span<const double> values) {
  return append_bytes(std::as_bytes(values));
}

Result<void> ColumnPackWriter::append_bytes(std::span<const std::byte> bytes) {
  assert(rows_at_ != 0);
  directory_[rows_at_] += bytes.size() / detail::kElementBytes;
  while (!bytes.empty()) {
    const auto taken = bytes.first(std::min(bytes.size(), detail::kBlockBytes - buffer_.size()));
    buffer_.insert(buffer_.end(), taken.begin(), taken.end());
    bytes = bytes.subspan(taken.size());
    if (buffer_.size() == detail::kBlockBytes) NAUTILUS_CHECK(end_block());
  }
  return {};
}

Result<void> ColumnPackWriter::end_block() {
  note(fingerprint(buffer_));
  NAUTILUS_CHECK(write(buffer_, offset_));
  offset_ += buffer_.size();
  const auto written = buffer_.size();
  buffer_.clear();
  return pace_ ? pace_(written) : Result<void>();
}

Result<void> ColumnPackWriter::end_column() {
  rows_at_ = 0;
  if (buffer_.empty()) return {};
  buffer_.resize(detail::aligned(buffer_.size()));
  return end_block();
}

Result<void> ColumnPackWriter::write(std::span<const std::byte> bytes, std::uint64_t offset) {
  while (!bytes.empty()) {
    const auto written = ::pwrite(file_, bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return detail::file_failure("write", path_);
    bytes = bytes.subspan(static_cast<std::size_t>(written));
    offset += static_cast<std::uint64_t>(written);
  }
  return {};
}

Result<void> ColumnPackWriter::finish() {
  NAUTILUS_CHECK(end_column());
  const auto directory = std::as_bytes(std::span(directory_));
  detail::PackHeader header;
  header.file_bytes = offset_ + directory.size();
  header.segments = segments_;
  header.directory_offset = offset_;
  header.directory_bytes = directory.size();
  header.directory_checksum = fingerprint(directory);
  header.checksum = checksum_of(header);
  NAUTILUS_CHECK(write(directory, offset_));
  NAUTILUS_CHECK(write(std::as_bytes(std::span(&header, 1)), 0));
  if (::fsync(file_) != 0) return detail::file_failure("write", path_);
  ::close(std::exchange(file_, kNoFile));
  return {};
}

}  // namespace nautilus::storage
