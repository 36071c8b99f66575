// SPDX-License-Identifier: MIT
#include "nautilus/base/hash.hpp"

#include <fmt/format.h>
#include <xxhash.h>

namespace nautilus {

std::uint64_t fingerprint(std::span<const std::byte> bytes, std::uint64_t seed) {
  return XXH64(bytes.data(), bytes.size(), seed);
}

std::uint64_t fingerprint(std::string_view text, std::uint64_t seed) {
  return XXH64(text.data(), text.size(), seed);
}

std::uint64_t fingerprint(std::span<const double> numbers, std::uint64_t seed) {
  return fingerprint(std::as_bytes(numbers), seed);
}

std::string to_hex(std::uint64_t value) { return fmt::format("{:016x}", value); }

}  // namespace nautilus
