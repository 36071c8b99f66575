// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace nautilus {

/// A 64-bit fingerprint (XXH64), the same on every machine and in every release: for checksums of
/// what is stored, for names of streams, for comparing results. Not for secrets.
std::uint64_t fingerprint(std::span<const std::byte> bytes, std::uint64_t seed = 0);
std::uint64_t fingerprint(std::string_view text, std::uint64_t seed = 0);

/// The fingerprint of the numbers' bits.
std::uint64_t fingerprint(std::span<const double> numbers, std::uint64_t seed = 0);

/// Sixteen lower-case hexadecimal digits.
std::string to_hex(std::uint64_t value);

}  // namespace nautilus
