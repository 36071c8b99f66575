// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <type_traits>

#include "nautilus/base/hash.hpp"

/// The bytes of a pack of columns; docs/column-segments.md draws them.
///
///     header | column | column | ... | directory
///
/// Every byte is covered by a checksum: the header by its own, the directory by one in the header,
/// the columns with the zeros that fill them up to kAlignment by those of the directory.
namespace nautilus::storage::detail {

static_assert(std::endian::native == std::endian::little, "packs are little-endian files");

inline constexpr std::array<char, 8> kPackMagic{'N', 'A', 'U', 'T', 'P', 'A', 'C', 'K'};
inline constexpr std::uint64_t kPackVersion = 1;
inline constexpr std::size_t kAlignment = 64;
inline constexpr std::size_t kElementBytes = 8;

/// A column is checked in blocks of so many elements: what a reader touches of a long column is
/// read, and no more than that.
inline constexpr std::size_t kBlockElements = 65'536;
inline constexpr std::size_t kBlockBytes = kBlockElements * kElementBytes;

struct PackHeader {
  std::array<char, 8> magic = kPackMagic;
  std::uint64_t version = kPackVersion;
  std::uint64_t file_bytes = 0;
  std::uint64_t segments = 0;
  std::uint64_t directory_offset = 0;
  std::uint64_t directory_bytes = 0;
  std::uint64_t directory_checksum = 0;
  std::uint64_t checksum = 0;  ///< Of all above.
};
static_assert(sizeof(PackHeader) == kAlignment && std::is_trivially_copyable_v<PackHeader>);

inline std::uint64_t checksum_of(const PackHeader& header) {
  const auto bytes = std::as_bytes(std::span(&header, 1));
  return fingerprint(bytes.first(offsetof(PackHeader, checksum)));
}

constexpr std::size_t aligned(std::size_t bytes) {
  return (bytes + kAlignment - 1) / kAlignment * kAlignment;
}

constexpr std::size_t blocks_of(std::size_t elements) {
  return (elements + kBlockElements - 1) / kBlockElements;
}

}  // namespace nautilus::storage::detail
