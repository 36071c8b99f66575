// SPDX-License-Identifier: MIT
#include "nautilus/platform/key_desk.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "nautilus/base/json_write.hpp"
#include "nautilus/platform/audit_table.hpp"

namespace nautilus::platform {
namespace {

using security::KeyRecord;
using storage::Column;
using storage::ColumnType;

constexpr std::array kColumns{
    Column{"key_id", ColumnType::text},
    Column{"name", ColumnType::text},
    Column{"role", ColumnType::text, false, "role IN ('reader', 'trader', 'risk', 'admin')"},
    Column{"hash", ColumnType::text},
    Column{"created_at", ColumnType::timestamp},
    Column{"expires_at", ColumnType::timestamp, true},
    Column{"revoked_at", ColumnType::timestamp, true},
};
constexpr storage::Table kKeys{.name = "api_keys", .columns = kColumns, .primary_key = "key_id"};
constexpr std::array<const storage::Table*, 1> kTables{&kKeys};

constexpr std::string_view kSelect =
    "SELECT key_id, name, role, hash, created_at, expires_at, revoked_at FROM api_keys "
    "ORDER BY created_at, key_id";
constexpr std::string_view kInsert =
    "INSERT INTO api_keys (key_id, name, role, hash, created_at, expires_at, revoked_at) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
constexpr std::string_view kUpdate =
    "UPDATE api_keys SET expires_at = ?2, revoked_at = ?3 WHERE key_id = ?1";

std::optional<Timestamp> optional_time(const storage::Statement& statement, int column) {
  if (statement.is_null(column)) return std::nullopt;
  return Timestamp{statement.integer(column)};
}

void bind_time(storage::Statement& statement, int parameter, std::optional<Timestamp> at) {
  at ? statement.bind(parameter, at->nanoseconds) : statement.bind_null(parameter);
}

Result<std::vector<KeyRecord>> read_keys(storage::Transaction& transaction) {
  NAUTILUS_TRY(const auto statement, transaction.prepare(kSelect));
  std::vector<KeyRecord> records;
  for (;;) {
    NAUTILUS_TRY(const bool more, statement->step());
    if (!more) return records;
    const auto role = from_word<security::Role>(statement->text(2));
    if (!role) return Error{ErrorCode::data_loss, "the table of keys holds an unknown role"};
    records.push_back({.id = std::string(statement->text(0)),
                       .name = std::string(statement->text(1)),
                       .role = *role,
                       .hash = std::string(statement->text(3)),
                       .created_at = {statement->integer(4)},
                       .expires_at = optional_time(*statement, 5),
                       .revoked_at = optional_time(*statement, 6)});
  }
}

/// The key of that id that still works. Errors: not_found, conflict.
Result<KeyRecord> find_live(storage::Transaction& transaction, const std::string& id) {
  NAUTILUS_TRY(const auto records, read_keys(transaction));
  for (const auto& record : records) {
    if (record.id != id) continue;
    if (!record.revoked_at) return record;
    return Error{ErrorCode::conflict, fmt::format("the key {} is revoked already", id)};
  }
  return Error{ErrorCode::not_found,
               fmt::format("no key {}; `nautilus-ml keys list` shows them", id)};
}

Result<void> insert_key(storage::Transaction& transaction, const KeyRecord& record) {
  NAUTILUS_TRY(const auto statement, transaction.prepare(kInsert));
  statement->bind(1, record.id);
  statement->bind(2, record.name);
  statement->bind(3, to_word(record.role));
  statement->bind(4, record.hash);
  statement->bind(5, record.created_at.nanoseconds);
  bind_time(*statement, 6, record.expires_at);
  bind_time(*statement, 7, record.revoked_at);
  NAUTILUS_CHECK(statement->step());
  return {};
}

Result<void> update_key(storage::Transaction& transaction, const KeyRecord& record) {
  NAUTILUS_TRY(const auto statement, transaction.prepare(kUpdate));
  statement->bind(1, record.id);
  bind_time(*statement, 2, record.expires_at);
  bind_time(*statement, 3, record.revoked_at);
  NAUTILUS_CHECK(statement->step());
  return {};
}

/// The audit record of a change; a described record writes its hash as "***".
security::AuditRecord audit_of(const Actor& actor, std::string_view action, Timestamp at,
                               const std::optional<KeyRecord>& before, const KeyRecord& after) {
  return {.at = at,
          .actor = actor.name,
          .action = std::string(action),
          .before = before ? json::write(*before) : "",
          .after = json::write(after),
          .request_id = actor.request_id};
}

}  // namespace

std::span<const storage::Table* const> key_tables() { return kTables; }

KeyDesk::KeyDesk(storage::Database& database, const Clock& clock)
    : database_(database),
      clock_(clock),
      ring_(std::make_shared<security::KeyRing>(std::vector<KeyRecord>())) {}

Result<security::NewKey> KeyDesk::create(const Actor& actor, const std::string& name,
                                         security::Role role, std::optional<Timestamp> expires_at) {
  const auto now = clock_.now();
  NAUTILUS_TRY(auto made, security::create_key(name, role, now, expires_at));
  NAUTILUS_TRY(const auto transaction, database_.write());
  NAUTILUS_CHECK(insert_key(*transaction, made.record));
  NAUTILUS_CHECK(
      write_audit(*transaction, audit_of(actor, "keys.create", now, std::nullopt, made.record)));
  NAUTILUS_CHECK(transaction->commit());
  return made;
}

Result<KeyRecord> KeyDesk::revoke(const Actor& actor, const std::string& id) {
  NAUTILUS_TRY(const auto transaction, database_.write());
  NAUTILUS_TRY(const auto before, find_live(*transaction, id));
  auto after = before;
  after.revoked_at = clock_.now();
  NAUTILUS_CHECK(update_key(*transaction, after));
  NAUTILUS_CHECK(
      write_audit(*transaction, audit_of(actor, "keys.revoke", *after.revoked_at, before, after)));
  NAUTILUS_CHECK(transaction->commit());
  return after;
}

Result<security::NewKey> KeyDesk::rotate(const Actor& actor, const std::string& id,
                                         std::chrono::nanoseconds overlap) {
  const auto now = clock_.now();
  NAUTILUS_TRY(const auto transaction, database_.write());
  NAUTILUS_TRY(const auto before, find_live(*transaction, id));
  NAUTILUS_TRY(auto made, security::create_key(before.name, before.role, now, std::nullopt));
  auto after = before;
  after.expires_at = std::min(now + overlap, before.expires_at.value_or(kLatest));
  NAUTILUS_CHECK(update_key(*transaction, after));
  NAUTILUS_CHECK(insert_key(*transaction, made.record));
  NAUTILUS_CHECK(write_audit(*transaction, audit_of(actor, "keys.rotate", now, before, after)));
  NAUTILUS_CHECK(
      write_audit(*transaction, audit_of(actor, "keys.create", now, std::nullopt, made.record)));
  NAUTILUS_CHECK(transaction->commit());
  return made;
}

Result<std::vector<KeyRecord>> KeyDesk::list() {
  NAUTILUS_TRY(const auto transaction, database_.read());
  return read_keys(*transaction);
}

Result<void> KeyDesk::refresh() {
  const std::lock_guard lock(refresh_mutex_);
  NAUTILUS_TRY(const auto version, database_.version());
  if (version == seen_version_) return {};
  NAUTILUS_TRY(const auto records, list());
  auto keys = json::write(records);
  if (keys != seen_keys_) ring_.store(std::make_shared<security::KeyRing>(records, *ring()));
  seen_keys_ = std::move(keys);
  seen_version_ = version;
  return {};
}

}  // namespace nautilus::platform
