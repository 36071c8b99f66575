// SPDX-License-Identifier: MIT
#include "nautilus/security/detail/argon2.hpp"

#include <array>
#include <cstdint>

#include <argon2.h>
#include <fmt/format.h>
#include <openssl/rand.h>

namespace nautilus::security::detail {
namespace {

constexpr std::uint32_t kMemoryKibibytes = 19 * 1024;
constexpr std::uint32_t kPasses = 2;
constexpr std::uint32_t kLanes = 1;
constexpr std::uint32_t kSaltBytes = 16;
constexpr std::uint32_t kHashBytes = 32;

Error hashing_failed(int code) {
  return {.code = ErrorCode::unavailable,
          .message = fmt::format("argon2id could not run: {}", argon2_error_message(code))};
}

}  // namespace

Result<std::string> argon2_hash_of(std::string_view text) {
  std::array<unsigned char, kSaltBytes> salt{};
  if (RAND_bytes(salt.data(), static_cast<int>(salt.size())) != 1) {
    return Error{.code = ErrorCode::unavailable, .message = "the system gave no random bytes"};
  }
  std::string encoded(
      argon2_encodedlen(kPasses, kMemoryKibibytes, kLanes, kSaltBytes, kHashBytes, Argon2_id),
      '\0');
  const int code =
      argon2id_hash_encoded(kPasses, kMemoryKibibytes, kLanes, text.data(), text.size(),
                            salt.data(), salt.size(), kHashBytes, encoded.data(), encoded.size());
  if (code != ARGON2_OK) return hashing_failed(code);
  encoded.resize(encoded.find('\0'));  // The length above counts the closing zero.
  return encoded;
}

Result<bool> argon2_matches(const std::string& encoded, std::string_view text) {
  const int code = argon2id_verify(encoded.c_str(), text.data(), text.size());
  switch (code) {
    case ARGON2_OK: return true;
    case ARGON2_VERIFY_MISMATCH: return false;
    case ARGON2_MEMORY_ALLOCATION_ERROR: return hashing_failed(code);
    default:
      return Error{.code = ErrorCode::data_loss,
                   .message = fmt::format("the stored hash is no argon2id hash ({}); revoke the "
                                          "key and create another",
                                          argon2_error_message(code))};
  }
}

std::string argon2_decoy() {
  // Base64 of zeros, without padding: 16 bytes are 22 characters, 32 bytes 43.
  return fmt::format("$argon2id$v={}$m={},t={},p={}${:A<22}${:A<43}",
                     static_cast<int>(ARGON2_VERSION_NUMBER), kMemoryKibibytes, kPasses, kLanes, "",
                     "");
}

}  // namespace nautilus::security::detail
