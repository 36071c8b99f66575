// SPDX-License-Identifier: MIT
#include "nautilus/base/random.hpp"

#include <cassert>

#include "nautilus/base/hash.hpp"

namespace nautilus {
namespace {

std::uint32_t low(std::uint64_t x) { return static_cast<std::uint32_t>(x); }
std::uint32_t high(std::uint64_t x) { return static_cast<std::uint32_t>(x >> 32U); }

RandomBlock philox_round(const RandomBlock& x, std::array<std::uint32_t, 2> key) {
  const std::uint64_t first = std::uint64_t{0xD2511F53U} * x[0];
  const std::uint64_t second = std::uint64_t{0xCD9E8D57U} * x[2];
  return {high(second) ^ x[1] ^ key[0], low(second), high(first) ^ x[3] ^ key[1], low(first)};
}

}  // namespace

RandomBlock philox(const RandomBlock& counter, std::array<std::uint32_t, 2> key) {
  constexpr int rounds = 10;
  RandomBlock x = counter;
  for (int i = 0; i < rounds; ++i) {
    x = philox_round(x, key);
    key[0] += 0x9E3779B9U;  // The golden ratio, and
    key[1] += 0xBB67AE85U;  // sqrt(3) - 1, as fractions of 2^32.
  }
  return x;
}

RandomStream::RandomStream(std::uint64_t seed, std::string_view name, std::uint64_t index)
    : index_(index) {
  const std::uint64_t key = fingerprint(name, seed);
  key_ = {low(key), high(key)};
}

std::uint64_t RandomStream::bits() {
  if (used_ == 2) {
    block_ = philox({low(block_number_), high(block_number_), low(index_), high(index_)}, key_);
    ++block_number_;
    used_ = 0;
  }
  const std::size_t at = 2 * used_;
  ++used_;
  return std::uint64_t{block_[at]} | (std::uint64_t{block_[at + 1]} << 32U);
}

double RandomStream::uniform() { return static_cast<double>(bits() >> 11U) * 0x1p-53; }

std::uint64_t RandomStream::below(std::uint64_t bound) {
  assert(bound > 0);
  // The lowest 2^64 mod bound values would make the small remainders more frequent.
  const std::uint64_t refused = (0 - bound) % bound;
  std::uint64_t drawn = bits();
  while (drawn < refused) drawn = bits();
  return drawn % bound;
}

}  // namespace nautilus
