// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace nautilus {

/// The XXH3 64-bit checksum of the bytes: finds torn and altered files, proves nothing against an
/// adversary. The same on every machine, so it may be stored.
std::uint64_t checksum(std::string_view bytes);

/// Sixteen lower-case hexadecimal digits.
std::string to_hex(std::uint64_t value);

}  // namespace nautilus
