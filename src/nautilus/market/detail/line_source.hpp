// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "nautilus/base/result.hpp"
#include "nautilus/market/sources/inflate.hpp"

namespace nautilus::market::detail {

/// The lines of a file, plain or in gzip, read in blocks, or of a text in memory.
class LineSource {
 public:
  /// Errors: not_found, unavailable; invalid_argument for a folder.
  static Result<LineSource> open(const std::string& path);

  /// `text` outlives the source.
  static LineSource over(std::string_view text);

  LineSource(LineSource&& other) noexcept;
  LineSource& operator=(LineSource&& other) noexcept;
  LineSource(const LineSource&) = delete;
  LineSource& operator=(const LineSource&) = delete;
  ~LineSource();

  /// The next line without its end (LF or CR LF), nullopt after the last. It lives until the next
  /// call. Errors: invalid_argument if a line is too long, or the first bytes are those of no text
  /// in UTF-8, naming what they are; unavailable.
  Result<std::optional<std::string_view>> next();

  /// Lines to come, as far as a block holds them whole, up to so many; they live until next().
  /// Errors: as next().
  Result<std::vector<std::string_view>> ahead(std::size_t most);

  /// The number of the last line, from 1.
  [[nodiscard]] std::int64_t line() const { return line_; }

  /// Whether the last line had a line end.
  [[nodiscard]] bool was_ended() const { return was_ended_; }

  /// Of the file, so of a gzip file those that it has packed.
  [[nodiscard]] std::uint64_t bytes_done() const { return packed_ ? packed_done_ : bytes_done_; }
  [[nodiscard]] std::uint64_t bytes_total() const { return bytes_total_; }

 private:
  LineSource() = default;

  Result<void> check_is_text();

  /// Reads on after what is left; false at the end of the file.
  Result<bool> refill();
  Result<std::size_t> read_file(std::span<char> into) const;
  Result<std::size_t> read_packed(std::span<char> into);

  static constexpr int no_file = -1;

  int file_ = no_file;
  std::vector<char> buffer_;  // Of a file; `rest_` points into it.
  std::string_view rest_;     // Read, but not given out yet.
  std::int64_t line_ = 0;
  bool was_ended_ = true;
  std::uint64_t bytes_done_ = 0;
  std::uint64_t bytes_total_ = 0;

  // Of a gzip file.
  std::optional<Inflate> packed_;
  std::vector<char> packed_block_;
  std::span<const char> packed_rest_;
  std::uint64_t packed_done_ = 0;
};

}  // namespace nautilus::market::detail
