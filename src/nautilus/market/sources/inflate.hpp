// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <memory>
#include <span>

#include "nautilus/base/result.hpp"

namespace nautilus::market {

/// The text within a gzip file, from its bytes as they come. Used by one thread at a time.
class Inflate {
 public:
  /// Whether bytes begin as a gzip file does.
  static bool is_gzip(std::span<const char> bytes);

  Inflate();
  Inflate(Inflate&&) noexcept;
  Inflate& operator=(Inflate&&) noexcept;
  ~Inflate();

  struct Step {
    std::size_t taken = 0;  ///< Bytes of the input.
    std::size_t given = 0;  ///< Bytes of the output.
  };

  /// Turns as much of `in` into text as fits into `out`.
  /// Errors: data_loss where the bytes are damaged; resource_exhausted for a file that holds more
  /// than a thousand times its size, which no prices do.
  Result<Step> step(std::span<const char> in, std::span<char> out);

  /// Whether a whole gzip file has been read; a file may hold several, one after the other.
  [[nodiscard]] bool is_complete() const;

 private:
  struct Stream;
  std::unique_ptr<Stream> stream_;
};

}  // namespace nautilus::market
