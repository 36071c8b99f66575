// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string_view>

#include <openssl/evp.h>

namespace nautilus::security::detail {

using Digest = std::array<unsigned char, 32>;

/// SHA-256 with the algorithm looked up once, for the look-up costs more than a short text's
/// digest. Thread-safe.
class Sha256 {
 public:
  Sha256() : algorithm_(EVP_MD_fetch(nullptr, "SHA256", nullptr)) {}

  /// Nullopt only if the machine's OpenSSL has no SHA-256 or no memory.
  [[nodiscard]] std::optional<Digest> of(std::string_view text) const {
    Digest digest{};
    if (!algorithm_ || EVP_Digest(text.data(), text.size(), digest.data(), nullptr,
                                  algorithm_.get(), nullptr) != 1) {
      return std::nullopt;
    }
    return digest;
  }

 private:
  struct Free {
    void operator()(EVP_MD* algorithm) const { EVP_MD_free(algorithm); }
  };
  std::unique_ptr<EVP_MD, Free> algorithm_;
};

}  // namespace nautilus::security::detail
