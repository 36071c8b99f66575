// SPDX-License-Identifier: MIT
#include "nautilus/security/credentials.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include "nautilus/security/api_key.hpp"

namespace nautilus::security {
namespace {

char to_lower(char character) {
  return character >= 'A' && character <= 'Z' ? static_cast<char>(character - 'A' + 'a')
                                              : character;
}

/// What follows "scheme " in the header, if it begins so.
std::optional<std::string_view> after_scheme(std::string_view header, std::string_view scheme) {
  if (header.size() <= scheme.size() || header[scheme.size()] != ' ') return std::nullopt;
  const bool same = std::equal(scheme.begin(), scheme.end(), header.begin(),
                               [](char a, char b) { return a == to_lower(b); });
  if (!same) return std::nullopt;
  return header.substr(scheme.size() + 1);
}

std::optional<std::string> if_key(std::string_view text) {
  if (!id_of(text)) return std::nullopt;
  return std::string(text);
}

using Bytes = std::array<unsigned char, kMaxCredentialsSize + 1>;  // And a closing zero.

/// Decodes a whole base64 text; the number of bytes, or nullopt if the text is not exactly what
/// encoding them gives.
std::optional<std::size_t> decode(std::string_view base64, Bytes& bytes) {
  if (base64.empty() || base64.size() % 4 != 0) return std::nullopt;
  const auto* const from = reinterpret_cast<const unsigned char*>(base64.data());
  const int size = EVP_DecodeBlock(bytes.data(), from, static_cast<int>(base64.size()));
  if (size < 0) return std::nullopt;

  // The decoder passes over blanks and counts the padding as bytes: encode again and compare.
  const int decoded = size - static_cast<int>(std::count(base64.end() - 2, base64.end(), '='));
  Bytes again{};
  const int encoded = EVP_EncodeBlock(again.data(), bytes.data(), decoded);
  const bool is_same = std::cmp_equal(encoded, base64.size()) &&
                       CRYPTO_memcmp(again.data(), from, base64.size()) == 0;
  OPENSSL_cleanse(again.data(), again.size());
  if (!is_same) return std::nullopt;
  return static_cast<std::size_t>(decoded);
}

/// The password of basic credentials (RFC 7617), the user name being anything without a colon.
std::optional<std::string> key_of_basic(std::string_view base64) {
  Bytes bytes{};
  std::optional<std::string> key;
  if (const auto size = decode(base64, bytes)) {
    const std::string_view text(reinterpret_cast<const char*>(bytes.data()), *size);
    const std::size_t colon = text.find(':');
    if (colon != std::string_view::npos) key = if_key(text.substr(colon + 1));
  }
  OPENSSL_cleanse(bytes.data(), bytes.size());
  return key;
}

std::optional<std::string> key_of_authorization(std::string_view header) {
  if (const auto key = after_scheme(header, "bearer")) return if_key(*key);
  if (const auto base64 = after_scheme(header, "basic")) return key_of_basic(*base64);
  return std::nullopt;
}

}  // namespace

std::optional<std::string> presented_key(std::string_view authorization,
                                         std::string_view x_api_key) {
  if (std::max(authorization.size(), x_api_key.size()) > kMaxCredentialsSize) return std::nullopt;
  if (authorization.empty()) return if_key(x_api_key);

  std::optional<std::string> key = key_of_authorization(authorization);
  if (!x_api_key.empty() && key != x_api_key) return std::nullopt;
  return key;
}

}  // namespace nautilus::security
