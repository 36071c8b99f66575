// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "nautilus/base/clock.hpp"
#include "nautilus/base/snapshot.hpp"
#include "nautilus/platform/actor.hpp"
#include "nautilus/security/api_key.hpp"
#include "nautilus/security/key_ring.hpp"
#include "nautilus/storage/database.hpp"
#include "nautilus/storage/table.hpp"

namespace nautilus::platform {

std::span<const storage::Table* const> key_tables();

/// Keys made, listed, rotated and revoked, each change with its audit record; and the ring that the
/// server checks them against. Thread-safe, and beside other processes: a change made by one counts
/// in all from their next refresh() on.
class KeyDesk {
 public:
  KeyDesk(storage::Database& database, const Clock& clock);

  /// Errors: as security::create_key.
  Result<security::NewKey> create(const Actor& actor, const std::string& name, security::Role role,
                                  std::optional<Timestamp> expires_at);

  /// Errors: not_found; conflict if it is revoked already.
  Result<security::KeyRecord> revoke(const Actor& actor, const std::string& id);

  /// A new key of the same name and role; the old one works on for `overlap`, but no longer than
  /// it would have, so that its holders can change over. Errors: as revoke and create.
  Result<security::NewKey> rotate(const Actor& actor, const std::string& id,
                                  std::chrono::nanoseconds overlap);

  /// All keys, revoked ones too, oldest first.
  Result<std::vector<security::KeyRecord>> list();

  /// Takes over what changed since the last time, here or in another process.
  Result<void> refresh();

  /// The keys as of the last refresh.
  [[nodiscard]] std::shared_ptr<security::KeyRing> ring() const { return ring_.load(); }

 private:
  storage::Database& database_;
  const Clock& clock_;
  std::mutex refresh_mutex_;
  std::optional<std::int64_t> seen_version_;
  std::string seen_keys_;
  Snapshot<security::KeyRing> ring_;
};

}  // namespace nautilus::platform
