// SPDX-License-Identifier: MIT
#include "nautilus/storage/sqlite/failure.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

namespace nautilus::storage::sqlite {
namespace {

constexpr int kPrimaryCode = 0xff;  // The low byte; the rest says more of the same.

ErrorCode code_of(int extended) {
  if (extended == SQLITE_CONSTRAINT_CHECK || extended == SQLITE_CONSTRAINT_NOTNULL) {
    return ErrorCode::invalid_argument;
  }
  switch (extended & kPrimaryCode) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PERM: return ErrorCode::unavailable;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB: return ErrorCode::data_loss;
    case SQLITE_CONSTRAINT: return ErrorCode::conflict;
    case SQLITE_NOMEM:
    case SQLITE_TOOBIG: return ErrorCode::resource_exhausted;
    default: return ErrorCode::internal;
  }
}

}  // namespace

Error failure(sqlite3* connection, std::string_view doing) {
  return {code_of(sqlite3_extended_errcode(connection)),
          fmt::format("{}: {}", doing, sqlite3_errmsg(connection))};
}

}  // namespace nautilus::storage::sqlite
