// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "nautilus/base/result.hpp"
#include "nautilus/base/time.hpp"
#include "nautilus/security/api_key.hpp"
#include "nautilus/security/role.hpp"

namespace nautilus::security {

/// Who asks, and what they may do.
struct Principal {
  std::string id;
  std::string name;
  Role role = Role::reader;
};

/// Who asks from this machine while there is no key record at all: {"local", "local", admin}.
Principal local_principal();

/// How much verifying may cost. REQUIRES: all above 0.
struct KeyRingLimits {
  int verifications_at_once = 2;  ///< Each takes 19 MiB and one core for some 20 ms.
  int failures_at_once = 30;      ///< Of all callers together; wrong keys of the right form.
  std::chrono::nanoseconds failure_interval = std::chrono::seconds(2);  ///< Allows one more.
};

/// The keys that exist, and which key texts have been verified. Its records never change: when a
/// key is made or revoked the application puts a new ring in its place. Thread-safe.
///
/// The rule: while there is no record at all, callers on loopback have every role
/// (local_principal()). Once there is one, be it revoked, a key is asked for everywhere.
class KeyRing {
 public:
  /// REQUIRES: ids differ.
  explicit KeyRing(const std::vector<KeyRecord>& records, KeyRingLimits limits = {});

  /// The ring that takes the place of `before`: keys that it had verified, and whose hash is the
  /// same, need not be verified again. REQUIRES: ids differ.
  KeyRing(const std::vector<KeyRecord>& records, const KeyRing& before);

  KeyRing(const KeyRing&) = delete;
  KeyRing& operator=(const KeyRing&) = delete;
  ~KeyRing();

  /// Whether there is no record at all; revoked and expired ones are records.
  [[nodiscard]] bool empty() const;

  /// The holder of a key text that verify() has accepted before and that is still good; nullopt for
  /// any other, which verify() must judge. Takes under a microsecond and never waits.
  [[nodiscard]] std::optional<Principal> known(std::string_view key_text, Timestamp now) const;

  /// The holder of a key text. Takes some 20 ms, so run it off the threads that serve sockets.
  /// Errors: unauthenticated for a malformed, unknown, wrong, expired or revoked key, all alike in
  /// sentence and, where the form is right, in time; resource_exhausted with the seconds to wait
  /// when too many are being verified or have failed; data_loss for a record whose hash cannot be
  /// read; unavailable if memory is missing.
  Result<Principal> verify(std::string_view key_text, Timestamp now);

 private:
  struct Entry;
  struct State;

  std::unique_ptr<State> state_;
};

}  // namespace nautilus::security
