// SPDX-License-Identifier: MIT
#include "nautilus/market/detail/line_source.hpp"

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

namespace nautilus::market::detail {
namespace {

constexpr std::size_t kBlock = 256 << 10;
constexpr std::size_t kLongestLine = 64 << 10;

Error file_failure(std::string_view doing) {
  const int reason = errno;
  return {reason == ENOENT ? ErrorCode::not_found : ErrorCode::unavailable,
          fmt::format("{}: {}", doing, std::generic_category().message(reason))};
}

/// What bytes are and what to do, if they begin as no text of ours does; else empty.
std::string_view what_instead_of_text(std::string_view bytes) {
  if (bytes.starts_with("PK\x03\x04")) {
    return "this is a zip archive: unpack it, and give the files in it (gzip is read as it is)";
  }
  if (Inflate::is_gzip(bytes)) {
    return "this is packed with gzip: send the text itself, or give the file to `nautilus-ml "
           "ingest`";
  }
  const bool is_marked = bytes.starts_with("\xff\xfe") || bytes.starts_with("\xfe\xff");
  if (is_marked || bytes.substr(0, 4).find('\0') != std::string_view::npos) {
    return "this is UTF-16, not UTF-8: convert it, such as with `iconv --from-code UTF-16 "
           "--to-code UTF-8`";
  }
  return {};
}

}  // namespace

Result<LineSource> LineSource::open(const std::string& path) {
  LineSource source;
  source.file_ = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  struct stat status {};
  if (source.file_ < 0 || ::fstat(source.file_, &status) != 0) {
    return file_failure(fmt::format("opening '{}'", path));
  }
  if (S_ISDIR(status.st_mode)) {
    return Error{
        ErrorCode::invalid_argument,
        fmt::format("'{}' is a folder: name the files in it, such as {}/*.csv", path, path)};
  }
  source.bytes_total_ = static_cast<std::uint64_t>(status.st_size);
  source.buffer_.resize(kBlock);
  NAUTILUS_CHECK(source.refill());
  if (Inflate::is_gzip(source.rest_)) {
    source.packed_.emplace();
    source.packed_block_.reserve(kBlock);
    source.packed_block_.assign(source.rest_.begin(), source.rest_.end());
    source.packed_rest_ = source.packed_block_;
    source.rest_ = {};
  }
  return source;
}

LineSource LineSource::over(std::string_view text) {
  LineSource source;
  source.rest_ = text;
  source.bytes_total_ = text.size();
  return source;
}

LineSource::LineSource(LineSource&& other) noexcept { *this = std::move(other); }

LineSource& LineSource::operator=(LineSource&& other) noexcept {
  std::swap(file_, other.file_);
  std::swap(buffer_, other.buffer_);  // Keeps its place in memory, so rest_ stays good.
  std::swap(rest_, other.rest_);
  std::swap(line_, other.line_);
  std::swap(was_ended_, other.was_ended_);
  std::swap(bytes_done_, other.bytes_done_);
  std::swap(bytes_total_, other.bytes_total_);
  std::swap(packed_, other.packed_);
  std::swap(packed_block_, other.packed_block_);
  std::swap(packed_rest_, other.packed_rest_);
  std::swap(packed_done_, other.packed_done_);
  return *this;
}

LineSource::~LineSource() {
  if (file_ != no_file) ::close(file_);
}

Result<bool> LineSource::refill() {
  if (file_ == no_file) return false;
  std::ranges::copy(rest_, buffer_.begin());
  const auto kept = rest_.size();
  const auto free = std::span(buffer_).subspan(kept);
  NAUTILUS_TRY(const auto size, packed_ ? read_packed(free) : read_file(free));
  rest_ = {buffer_.data(), kept + size};
  return size > 0;
}

Result<std::size_t> LineSource::read_file(std::span<char> into) const {
  ssize_t size = 0;
  do {
    size = ::read(file_, into.data(), into.size());
  } while (size < 0 && errno == EINTR);
  if (size < 0) return file_failure("reading");
  return static_cast<std::size_t>(size);
}

Result<std::size_t> LineSource::read_packed(std::span<char> into) {
  for (;;) {
    if (packed_rest_.empty()) {
      packed_block_.resize(kBlock);
      NAUTILUS_TRY(const auto size, read_file(packed_block_));
      packed_rest_ = std::span(packed_block_).first(size);
      if (size == 0 && packed_->is_complete()) return 0;
      if (size == 0) {
        return Error{
            ErrorCode::data_loss,
            fmt::format("the gzip file is cut short behind line {}: fetch it again", line_)};
      }
    }
    NAUTILUS_TRY(const auto step, packed_->step(packed_rest_, into));
    packed_rest_ = packed_rest_.subspan(step.taken);
    packed_done_ += step.taken;
    if (step.given > 0) return step.given;
  }
}

Result<std::vector<std::string_view>> LineSource::ahead(std::size_t most) {
  if (rest_.size() < kLongestLine) NAUTILUS_CHECK(refill());
  std::vector<std::string_view> lines;
  for (auto rest = rest_; lines.size() < most;) {
    const auto end = rest.find('\n');
    if (end == std::string_view::npos) break;
    auto line = rest.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines.push_back(line);
    rest.remove_prefix(end + 1);
  }
  return lines;
}

Result<void> LineSource::check_is_text() {
  if (rest_.empty()) {
    NAUTILUS_TRY(const bool more, refill());
    if (!more) return {};
  }
  const auto what = what_instead_of_text(rest_);
  if (what.empty()) return {};
  return Error{ErrorCode::invalid_argument, std::string(what)};
}

Result<std::optional<std::string_view>> LineSource::next() {
  if (line_ == 0) NAUTILUS_CHECK(check_is_text());
  auto end = rest_.find('\n');
  while (end == std::string_view::npos && rest_.size() <= kLongestLine) {
    NAUTILUS_TRY(const bool more, refill());
    if (!more) break;
    end = rest_.find('\n');
  }
  was_ended_ = end != std::string_view::npos;
  const auto size = was_ended_ ? end : rest_.size();
  if (size == 0 && !was_ended_) return std::optional<std::string_view>();
  ++line_;
  if (size > kLongestLine) {
    return Error{ErrorCode::invalid_argument,
                 fmt::format("line {}: is longer than {} bytes", line_, kLongestLine)};
  }
  auto line = rest_.substr(0, size);
  const auto taken = size + (was_ended_ ? 1 : 0);
  rest_.remove_prefix(taken);
  bytes_done_ += taken;
  if (line.ends_with('\r')) line.remove_suffix(1);
  return std::optional(line);
}

}  // namespace nautilus::market::detail
