// SPDX-License-Identifier: MIT
#include "nautilus/storage/sqlite/transaction.hpp"

#include "nautilus/storage/sqlite/failure.hpp"

namespace nautilus::storage::sqlite {

void SqliteStatement::note(int status) { bound_ = bound_ && status == SQLITE_OK; }

void SqliteStatement::bind(int parameter, std::int64_t value) {
  note(sqlite3_bind_int64(handle_.get(), parameter, value));
}

void SqliteStatement::bind(int parameter, double value) {
  note(sqlite3_bind_double(handle_.get(), parameter, value));
}

void SqliteStatement::bind(int parameter, std::string_view text) {
  // A null pointer would bind NULL; an empty view may carry one.
  const char* start = text.data() == nullptr ? "" : text.data();
  note(sqlite3_bind_text64(handle_.get(), parameter, start, text.size(), SQLITE_STATIC,
                           SQLITE_UTF8));
}

void SqliteStatement::bind_null(int parameter) {
  note(sqlite3_bind_null(handle_.get(), parameter));
}

Result<bool> SqliteStatement::step() {
  if (!bound_) {
    return Error{ErrorCode::internal, "database: a value was bound where the statement takes none"};
  }
  switch (sqlite3_step(handle_.get())) {
    case SQLITE_ROW: return true;
    case SQLITE_DONE: return false;
    default: return failure(connection_.handle(), "database");
  }
}

void SqliteStatement::reset() {
  sqlite3_reset(handle_.get());  // Repeats the failure of the last step, which was returned there.
  bound_ = true;
}

bool SqliteStatement::is_null(int column) const {
  return sqlite3_column_type(handle_.get(), column) == SQLITE_NULL;
}

std::int64_t SqliteStatement::integer(int column) const {
  return sqlite3_column_int64(handle_.get(), column);
}

double SqliteStatement::real(int column) const {
  return sqlite3_column_double(handle_.get(), column);
}

std::string_view SqliteStatement::text(int column) const {
  const void* start = sqlite3_column_text(handle_.get(), column);
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(handle_.get(), column));
  return start == nullptr ? std::string_view()
                          : std::string_view(static_cast<const char*>(start), size);
}

std::int64_t SqliteStatement::changes() const { return sqlite3_changes64(connection_.handle()); }

Result<std::unique_ptr<Transaction>> SqliteTransaction::begin(
    std::unique_ptr<Connection> connection, Purpose purpose, GiveBack give_back) {
  // SQLite takes a reader's snapshot at its first read, so that comes at once.
  const auto* sql = purpose == Purpose::writing ? "BEGIN IMMEDIATE"
                                                : "BEGIN; SELECT 1 FROM sqlite_schema LIMIT 1";
  auto begun = connection->execute(sql);
  std::unique_ptr<SqliteTransaction> transaction(
      new SqliteTransaction(std::move(connection), std::move(give_back)));
  if (!begun) return std::move(begun).error();
  return std::unique_ptr<Transaction>(std::move(transaction));
}

SqliteTransaction::~SqliteTransaction() {
  if (sqlite3_get_autocommit(connection_->handle()) == 0) {
    // It fails only where SQLite has rolled back already.
    static_cast<void>(connection_->execute("ROLLBACK"));
  }
  give_back_(std::move(connection_));
}

Result<void> SqliteTransaction::check_open() const {
  if (sqlite3_get_autocommit(connection_->handle()) == 0) return {};
  return Error{ErrorCode::internal, "database: the transaction is over"};
}

Result<std::unique_ptr<Statement>> SqliteTransaction::prepare(std::string_view sql) {
  NAUTILUS_CHECK(check_open());
  NAUTILUS_TRY(auto handle, connection_->prepare(sql));
  return std::unique_ptr<Statement>(
      std::make_unique<SqliteStatement>(*connection_, std::move(handle)));
}

Result<void> SqliteTransaction::execute(std::string_view sql) {
  NAUTILUS_CHECK(check_open());
  return connection_->execute(sql);
}

Result<bool> SqliteTransaction::has_table(std::string_view name) {
  NAUTILUS_TRY(const auto select,
               prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?"));
  select->bind(1, name);
  return select->step();
}

Result<void> SqliteTransaction::commit() {
  NAUTILUS_CHECK(check_open());
  return connection_->execute("COMMIT");
}

}  // namespace nautilus::storage::sqlite
