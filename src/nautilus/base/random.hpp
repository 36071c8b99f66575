// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace nautilus {

/// Four random words that are a pure function of a counter and a key.
using RandomBlock = std::array<std::uint32_t, 4>;

/// Philox4x32-10 of Salmon, Moraes, Dror and Shaw, Parallel Random Numbers: As Easy as 1, 2, 3
/// (SC 2011): ten rounds that turn a counter under a key into random bits.
RandomBlock philox(const RandomBlock& counter, std::array<std::uint32_t, 2> key);

/// An independent stream of random numbers, named by what it is for.
///
/// Its draws depend on the seed, the name and the index alone. Give each path, tree or fold its own
/// index, and the results do not depend on how many threads share the work. A stream holds 2^65
/// numbers; streams of one name never overlap.
class RandomStream {
 public:
  RandomStream(std::uint64_t seed, std::string_view name, std::uint64_t index = 0);

  /// The next 64 random bits.
  std::uint64_t bits();

  /// The next uniform number in [0, 1), a multiple of 2^-53.
  double uniform();

  /// The next uniform whole number in [0, bound), without bias. REQUIRES: bound > 0.
  std::uint64_t below(std::uint64_t bound);

 private:
  std::array<std::uint32_t, 2> key_;
  std::uint64_t index_;
  std::uint64_t block_number_ = 0;
  RandomBlock block_{};
  std::size_t used_ = 2;  ///< Pairs of words taken from block_; at 2 the next block is made.
};

}  // namespace nautilus
