// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tuple>

#include "nautilus/base/field.hpp"
#include "nautilus/base/result.hpp"
#include "nautilus/base/time.hpp"
#include "nautilus/security/role.hpp"
#include "nautilus/security/secret_text.hpp"

namespace nautilus::security {

/// How long every key text is: "nml_", 12 characters of id, "_", 43 characters of secret.
inline constexpr std::size_t kKeyTextSize = 60;

/// The longest name of a key.
inline constexpr std::size_t kMaxKeyNameSize = 128;

/// What is kept of a key. The text itself is not in it, nor can it be had from it.
struct KeyRecord {
  std::string id;    ///< 12 characters of a to z and 2 to 7; no secret, it stands in the audit.
  std::string name;  ///< Who or what holds the key.
  Role role = Role::reader;
  std::string hash;  ///< The encoded argon2id hash of the whole key text.
  Timestamp created_at;
  std::optional<Timestamp> expires_at;  ///< From this instant on the key is refused.
  std::optional<Timestamp> revoked_at;  ///< If there is one the key is refused, whatever the time.

  static constexpr auto fields() {
    using S = KeyRecord;
    return std::tuple{
        required_field("id", &S::id, "Names the key; no secret", sized(12, 12)),
        required_field("name", &S::name, "Who or what holds the key", sized(1, kMaxKeyNameSize)),
        required_field("role", &S::role, "What the holder may do"),
        secret_field("hash", &S::hash, "The argon2id hash of the key"),
        required_field("created_at", &S::created_at, "When it was made"),
        field("expires_at", &S::expires_at, "From when on it is refused; null for never"),
        field("revoked_at", &S::revoked_at, "When it was revoked; null if it was not")};
  }
};

/// A key just made. Its text is shown to the holder once and kept nowhere.
struct NewKey {
  SecretText text;
  KeyRecord record;
};

/// Makes a key of 256 random bits. Errors: invalid_argument for a name that is empty, too long or
/// has control characters, or an expiry not after the creation; unavailable if the machine cannot
/// give random bytes or the memory to hash.
Result<NewKey> create_key(std::string_view name, Role role, Timestamp created_at,
                          std::optional<Timestamp> expires_at);

/// The id within a key text, which lives as long as the text; nullopt unless the whole text has
/// exactly the form that create_key() gives. Says nothing of whether there is such a key.
std::optional<std::string_view> id_of(std::string_view key_text);

}  // namespace nautilus::security
