// SPDX-License-Identifier: MIT
#include "nautilus/base/hash.hpp"

#include <fmt/format.h>
#include <xxhash.h>

namespace nautilus {

std::uint64_t checksum(std::string_view bytes) { return XXH3_64bits(bytes.data(), bytes.size()); }

std::string to_hex(std::uint64_t value) { return fmt::format("{:016x}", value); }

}  // namespace nautilus
