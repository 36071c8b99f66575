// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <memory>
#include <string_view>

#include "nautilus/storage/database.hpp"
#include "nautilus/storage/sqlite/connection.hpp"

namespace nautilus::storage::sqlite {

/// A statement that goes back to its connection when done.
class SqliteStatement final : public Statement {
 public:
  SqliteStatement(Connection& connection, StatementHandle handle)
      : connection_(connection), handle_(std::move(handle)) {}
  ~SqliteStatement() override { connection_.keep(std::move(handle_)); }
  SqliteStatement(const SqliteStatement&) = delete;
  SqliteStatement& operator=(const SqliteStatement&) = delete;

  void bind(int parameter, std::int64_t value) override;
  void bind(int parameter, double value) override;
  void bind(int parameter, std::string_view text) override;
  void bind_null(int parameter) override;
  Result<bool> step() override;
  void reset() override;
  [[nodiscard]] bool is_null(int column) const override;
  [[nodiscard]] std::int64_t integer(int column) const override;
  [[nodiscard]] double real(int column) const override;
  [[nodiscard]] std::string_view text(int column) const override;
  [[nodiscard]] std::int64_t changes() const override;

 private:
  void note(int status);

  Connection& connection_;
  StatementHandle handle_;
  bool bound_ = true;  // False once a bind failed; the next step says so.
};

/// Takes a connection back when its transaction is over.
using GiveBack = std::function<void(std::unique_ptr<Connection>)>;

class SqliteTransaction final : public Transaction {
 public:
  /// Begins on `connection`, which `give_back` gets in every case.
  static Result<std::unique_ptr<Transaction>> begin(std::unique_ptr<Connection> connection,
                                                    Purpose purpose, GiveBack give_back);
  ~SqliteTransaction() override;
  SqliteTransaction(const SqliteTransaction&) = delete;
  SqliteTransaction& operator=(const SqliteTransaction&) = delete;

  Result<std::unique_ptr<Statement>> prepare(std::string_view sql) override;
  Result<void> execute(std::string_view sql) override;
  Result<bool> has_table(std::string_view name) override;
  Result<void> commit() override;

 private:
  SqliteTransaction(std::unique_ptr<Connection> connection, GiveBack give_back)
      : connection_(std::move(connection)), give_back_(std::move(give_back)) {}

  [[nodiscard]] Result<void> check_open() const;

  std::unique_ptr<Connection> connection_;
  GiveBack give_back_;
};

}  // namespace nautilus::storage::sqlite
