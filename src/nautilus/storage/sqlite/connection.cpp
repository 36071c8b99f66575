// SPDX-License-Identifier: MIT
#include "nautilus/storage/sqlite/connection.hpp"

#include <fmt/format.h>

#include "nautilus/storage/sqlite/failure.hpp"

namespace nautilus::storage::sqlite {
namespace {

constexpr std::size_t kStatementsKept = 64;

int flags_of(const Options& options, Purpose purpose) {
  // Without SQLite's own locks: a connection belongs to one transaction at a time.
  constexpr int unlocked = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  if (options.read_only) return unlocked | SQLITE_OPEN_READONLY;
  // Readers may write too as far as SQLite is concerned: the last one to leave tidies the log.
  return unlocked | SQLITE_OPEN_READWRITE | (purpose == Purpose::writing ? SQLITE_OPEN_CREATE : 0);
}

}  // namespace

Result<std::unique_ptr<Connection>> Connection::open(const std::string& path,
                                                     const Options& options, Purpose purpose) {
  sqlite3* opened = nullptr;
  const int status = sqlite3_open_v2(path.c_str(), &opened, flags_of(options, purpose), nullptr);
  std::unique_ptr<Connection> connection(
      new Connection(std::unique_ptr<sqlite3, CloseConnection>(opened)));
  if (status != SQLITE_OK) return failure(opened, fmt::format("opening '{}'", path));
  if (auto configured = connection->configure(options, purpose); !configured) {
    return std::move(configured).error().in(fmt::format("opening '{}'", path));
  }
  return connection;
}

Result<void> Connection::configure(const Options& options, Purpose purpose) {
  sqlite3_busy_timeout(handle(), static_cast<int>(options.wait.count()));
  const bool writes = purpose == Purpose::writing && !options.read_only;
  // recursive_triggers: a row that INSERT OR REPLACE removes meets the append-only guard too.
  NAUTILUS_CHECK(execute(
      fmt::format("PRAGMA cache_size=-{}; PRAGMA mmap_size=0; "
                  "PRAGMA foreign_keys=ON; PRAGMA recursive_triggers=ON; PRAGMA synchronous=FULL;",
                  writes ? options.writer_cache_kib : options.reader_cache_kib)));
  if (!writes) return execute("SELECT 1 FROM sqlite_schema LIMIT 1");  // Finds out what it is.
  constexpr auto log_bytes_kept = 64 << 20;
  return execute(
      fmt::format("PRAGMA journal_mode=WAL; PRAGMA journal_size_limit={};", log_bytes_kept));
}

Result<void> Connection::execute(std::string_view sql) const {
  const std::string terminated(sql);
  if (sqlite3_exec(handle(), terminated.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
    return failure(handle(), "database");
  }
  return {};
}

Result<StatementHandle> Connection::prepare(std::string_view sql) {
  if (const auto found = kept_.find(sql); found != kept_.end()) {
    auto statement = std::move(found->second);
    kept_.erase(found);
    return statement;
  }
  sqlite3_stmt* prepared = nullptr;
  const int status = sqlite3_prepare_v3(handle(), sql.data(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &prepared, nullptr);
  StatementHandle statement(prepared);
  if (status != SQLITE_OK) return failure(handle(), "database");
  return statement;
}

void Connection::keep(StatementHandle statement) {
  sqlite3_reset(statement.get());
  sqlite3_clear_bindings(statement.get());
  if (kept_.size() >= kStatementsKept) kept_.erase(kept_.begin());
  const char* sql = sqlite3_sql(statement.get());
  kept_.emplace(sql, std::move(statement));
}

}  // namespace nautilus::storage::sqlite
