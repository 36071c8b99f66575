// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include <sqlite3.h>

#include "nautilus/base/result.hpp"
#include "nautilus/storage/sqlite/open.hpp"

namespace nautilus::storage::sqlite {

struct CloseConnection {
  void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
};
struct FinalizeStatement {
  void operator()(sqlite3_stmt* handle) const { sqlite3_finalize(handle); }
};
using StatementHandle = std::unique_ptr<sqlite3_stmt, FinalizeStatement>;

enum class Purpose {
  reading,
  writing,
};

/// One connection with its prepared statements. Used by one thread at a time.
class Connection {
 public:
  static Result<std::unique_ptr<Connection>> open(const std::string& path, const Options& options,
                                                  Purpose purpose);

  Result<void> execute(std::string_view sql) const;

  /// A prepared statement, one that was kept if there is one.
  Result<StatementHandle> prepare(std::string_view sql);

  /// Takes back a statement that was prepared here, for the next to ask for it.
  void keep(StatementHandle statement);

  [[nodiscard]] sqlite3* handle() const { return handle_.get(); }

 private:
  explicit Connection(std::unique_ptr<sqlite3, CloseConnection> handle)
      : handle_(std::move(handle)) {}

  Result<void> configure(const Options& options, Purpose purpose);

  std::unique_ptr<sqlite3, CloseConnection> handle_;
  std::multimap<std::string, StatementHandle, std::less<>> kept_;  // Finalized before handle_.
};

}  // namespace nautilus::storage::sqlite
