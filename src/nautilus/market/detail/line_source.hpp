// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "nautilus/base/result.hpp"

namespace nautilus::market::detail {

/// The lines of a file, read in blocks, or of a text in memory.
class LineSource {
 public:
  /// Errors: not_found, unavailable.
  static Result<LineSource> open(const std::string& path);

  /// `text` outlives the source.
  static LineSource over(std::string_view text);

  LineSource(LineSource&& other) noexcept;
  LineSource& operator=(LineSource&& other) noexcept;
  LineSource(const LineSource&) = delete;
  LineSource& operator=(const LineSource&) = delete;
  ~LineSource();

  /// The next line without its end (LF or CR LF), nullopt after the last. It lives until the next
  /// call. Errors: invalid_argument if a line is too long; unavailable.
  Result<std::optional<std::string_view>> next();

  /// The number of the last line, from 1.
  [[nodiscard]] std::int64_t line() const { return line_; }

  /// Whether the last line had a line end.
  [[nodiscard]] bool was_ended() const { return was_ended_; }

  [[nodiscard]] std::uint64_t bytes_done() const { return bytes_done_; }
  [[nodiscard]] std::uint64_t bytes_total() const { return bytes_total_; }

 private:
  LineSource() = default;

  /// Reads on after what is left; false at the end of the file.
  Result<bool> refill();

  static constexpr int no_file = -1;

  int file_ = no_file;
  std::vector<char> buffer_;  // Of a file; `rest_` points into it.
  std::string_view rest_;     // Read, but not given out yet.
  std::int64_t line_ = 0;
  bool was_ended_ = true;
  std::uint64_t bytes_done_ = 0;
  std::uint64_t bytes_total_ = 0;
};

}  // namespace nautilus::market::detail
