// SPDX-License-Identifier: MIT
#include "nautilus/security/api_key.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>

#include "nautilus/security/detail/argon2.hpp"

namespace nautilus::security {
namespace {

constexpr std::string_view kPrefix = "nml_";
constexpr std::size_t kIdSize = 12;
constexpr std::size_t kSecretSize = 43;
constexpr std::size_t kSecretBytes = 32;
constexpr std::size_t kSecretStart = kPrefix.size() + kIdSize + 1;
static_assert(kSecretStart + kSecretSize == kKeyTextSize);

/// 32 characters, so that five random bits choose one without bias.
constexpr std::string_view kIdAlphabet = "abcdefghijklmnopqrstuvwxyz234567";
/// RFC 4648, section 5.
constexpr std::string_view kSecretAlphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
static_assert(kIdAlphabet.size() == 32 && kSecretAlphabet.size() == 64);

bool all_of_alphabet(std::string_view text, std::string_view alphabet) {
  return text.find_first_not_of(alphabet) == std::string_view::npos;
}

bool is_control(char character) {
  const auto code = static_cast<unsigned char>(character);
  return code < 0x20 || code == 0x7f;
}

Result<void> check_name(std::string_view name) {
  if (name.empty() || name.size() > kMaxKeyNameSize) {
    return field_error({"name"},
                       fmt::format("must have 1 to {} bytes, had {}", kMaxKeyNameSize, name.size()),
                       "out_of_range");
  }
  if (std::any_of(name.begin(), name.end(), is_control)) {
    return field_error({"name"}, "must not have control characters", "not_allowed");
  }
  return {};
}

std::string id_from(const std::array<unsigned char, kIdSize>& random) {
  std::string id;
  for (const unsigned char byte : random) id += kIdAlphabet[byte % kIdAlphabet.size()];
  return id;
}

/// The key text of an id and the secret's bytes; wipes what it wrote on the way.
SecretText text_from(std::string_view id, const std::array<unsigned char, kSecretBytes>& secret) {
  std::array<unsigned char, kSecretSize + 2> base64{};  // One "=" and a closing zero.
  EVP_EncodeBlock(base64.data(), secret.data(), static_cast<int>(secret.size()));

  std::array<char, kKeyTextSize> text{};
  auto* out = std::copy(kPrefix.begin(), kPrefix.end(), text.begin());
  out = std::copy(id.begin(), id.end(), out);
  *out++ = '_';
  std::transform(base64.begin(), base64.begin() + kSecretSize, out, [](unsigned char character) {
    if (character == '+') return '-';
    if (character == '/') return '_';
    return static_cast<char>(character);
  });
  SecretText result(std::string_view(text.data(), text.size()));
  OPENSSL_cleanse(base64.data(), base64.size());
  OPENSSL_cleanse(text.data(), text.size());
  return result;
}

}  // namespace

Result<NewKey> create_key(std::string_view name, Role role, Timestamp created_at,
                          std::optional<Timestamp> expires_at) {
  NAUTILUS_CHECK(check_name(name));
  if (expires_at && *expires_at <= created_at) {
    return field_error({"expires_at"},
                       fmt::format("must be after {}, was {}", format_timestamp(created_at),
                                   format_timestamp(*expires_at)),
                       "out_of_range");
  }
  std::array<unsigned char, kIdSize> id_bytes{};
  std::array<unsigned char, kSecretBytes> secret{};
  if (RAND_bytes(id_bytes.data(), static_cast<int>(id_bytes.size())) != 1 ||
      RAND_priv_bytes(secret.data(), static_cast<int>(secret.size())) != 1) {
    return Error{.code = ErrorCode::unavailable, .message = "the system gave no random bytes"};
  }
  std::string id = id_from(id_bytes);
  SecretText text = text_from(id, secret);
  OPENSSL_cleanse(secret.data(), secret.size());
  NAUTILUS_TRY(std::string hash, detail::argon2_hash_of(text.reveal()));
  return NewKey{std::move(text), KeyRecord{.id = std::move(id),
                                           .name = std::string(name),
                                           .role = role,
                                           .hash = std::move(hash),
                                           .created_at = created_at,
                                           .expires_at = expires_at,
                                           .revoked_at = std::nullopt}};
}

std::optional<std::string_view> id_of(std::string_view key_text) {
  if (key_text.size() != kKeyTextSize || !key_text.starts_with(kPrefix)) return std::nullopt;
  const std::string_view id = key_text.substr(kPrefix.size(), kIdSize);
  const std::string_view secret = key_text.substr(kSecretStart);
  if (key_text[kSecretStart - 1] != '_') return std::nullopt;
  if (!all_of_alphabet(id, kIdAlphabet) || !all_of_alphabet(secret, kSecretAlphabet)) {
    return std::nullopt;
  }
  // 43 characters hold 258 bits: the last two of the 256-bit secret's text are always zero.
  if (kSecretAlphabet.find(secret.back()) % 4 != 0) return std::nullopt;
  return id;
}

}  // namespace nautilus::security
