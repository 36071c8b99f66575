// SPDX-License-Identifier: MIT
#include "nautilus/platform/audit_table.hpp"

#include <array>

namespace nautilus::platform {
namespace {

using storage::Column;
using storage::ColumnType;

constexpr std::array kColumns{
    Column{"id", ColumnType::integer},        Column{"created_at", ColumnType::timestamp},
    Column{"actor", ColumnType::text},        Column{"action", ColumnType::text},
    Column{"before", ColumnType::json, true}, Column{"after", ColumnType::json, true},
    Column{"request_id", ColumnType::text},
};
constexpr storage::Table kAudit{
    .name = "audit_log", .columns = kColumns, .primary_key = "id", .append_only = true};
constexpr std::array<const storage::Table*, 1> kTables{&kAudit};

constexpr std::string_view kInsert =
    "INSERT INTO audit_log (created_at, actor, action, \"before\", \"after\", request_id) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
constexpr std::string_view kNewest =
    "SELECT created_at, actor, action, \"before\", \"after\", request_id FROM audit_log "
    "ORDER BY id DESC LIMIT ?1";

/// An empty text, which stands for a thing that is not there, is null.
void bind_json(storage::Statement& statement, int parameter, std::string_view text) {
  text.empty() ? statement.bind_null(parameter) : statement.bind(parameter, text);
}

}  // namespace

std::span<const storage::Table* const> audit_tables() { return kTables; }

Result<void> write_audit(storage::Transaction& transaction, const security::AuditRecord& record) {
  NAUTILUS_TRY(const auto statement, transaction.prepare(kInsert));
  statement->bind(1, record.at.nanoseconds);
  statement->bind(2, record.actor);
  statement->bind(3, record.action);
  bind_json(*statement, 4, record.before);
  bind_json(*statement, 5, record.after);
  statement->bind(6, record.request_id);
  NAUTILUS_CHECK(statement->step());
  return {};
}

Result<std::vector<security::AuditRecord>> read_audit(storage::Transaction& transaction,
                                                      int limit) {
  NAUTILUS_TRY(const auto statement, transaction.prepare(kNewest));
  statement->bind(1, std::int64_t{limit});
  std::vector<security::AuditRecord> records;
  for (;;) {
    NAUTILUS_TRY(const bool more, statement->step());
    if (!more) return records;
    records.push_back({.at = {statement->integer(0)},
                       .actor = std::string(statement->text(1)),
                       .action = std::string(statement->text(2)),
                       .before = std::string(statement->text(3)),
                       .after = std::string(statement->text(4)),
                       .request_id = std::string(statement->text(5))});
  }
}

}  // namespace nautilus::platform
