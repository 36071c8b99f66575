// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include "nautilus/base/result.hpp"

namespace nautilus::security::detail {

/// The encoded argon2id hash of a text under a fresh salt: 19 MiB, 2 passes, 1 lane, as the OWASP
/// Password Storage Cheat Sheet has it. Errors: unavailable if memory or random bytes are missing.
Result<std::string> argon2_hash_of(std::string_view text);

/// Whether the text is the one that was hashed. Errors: data_loss if the encoded hash cannot be
/// read, unavailable if memory is missing.
Result<bool> argon2_matches(const std::string& encoded, std::string_view text);

/// An encoded hash of no known text, which costs as much to compare with as a true one.
std::string argon2_decoy();

}  // namespace nautilus::security::detail
