// SPDX-License-Identifier: MIT
#include "nautilus/security/secret_text.hpp"

#include <utility>

#include <openssl/crypto.h>

namespace nautilus::security {

SecretText& SecretText::operator=(SecretText&& other) noexcept {
  std::swap(characters_, other.characters_);  // The other wipes what was here.
  return *this;
}

SecretText::~SecretText() { OPENSSL_cleanse(characters_.data(), characters_.size()); }

}  // namespace nautilus::security
