// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "nautilus/base/result.hpp"

namespace nautilus::storage {

struct Table;

/// A prepared statement with positional parameters, numbered from 1. Texts and bytes given to
/// `bind` must live until the next `step` or `reset`. Used by one thread at a time.
class Statement {
 public:
  Statement() = default;
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;
  virtual ~Statement() = default;

  virtual void bind(int parameter, std::int64_t value) = 0;
  virtual void bind(int parameter, double value) = 0;
  virtual void bind(int parameter, std::string_view text) = 0;
  virtual void bind_null(int parameter) = 0;

  /// Runs to the next row: true if there is one, false at the end.
  virtual Result<bool> step() = 0;

  /// Ready to bind and run again.
  virtual void reset() = 0;

  /// Columns of the current row, numbered from 0. Texts live until the next `step` or `reset`.
  [[nodiscard]] virtual bool is_null(int column) const = 0;
  [[nodiscard]] virtual std::int64_t integer(int column) const = 0;
  [[nodiscard]] virtual double real(int column) const = 0;
  [[nodiscard]] virtual std::string_view text(int column) const = 0;

  /// Rows that the last finished run inserted, changed or removed.
  [[nodiscard]] virtual std::int64_t changes() const = 0;
};

/// A transaction: a consistent snapshot to read from, or the one writer. Gone without `commit`, it
/// leaves no trace. Used by one thread at a time.
class Transaction {
 public:
  Transaction() = default;
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  virtual ~Transaction() = default;

  /// The statement lives no longer than the transaction.
  virtual Result<std::unique_ptr<Statement>> prepare(std::string_view sql) = 0;

  /// Runs one or more statements without parameters or rows.
  virtual Result<void> execute(std::string_view sql) = 0;

  /// Whether the database has a table of that name.
  virtual Result<bool> has_table(std::string_view name) = 0;

  /// On return the changes are on the disk.
  virtual Result<void> commit() = 0;
};

/// An open database. Safe to call from several threads at once: any number of readers beside one
/// writer; readers never wait for the writer.
/// Any call may fail with `unavailable` (locked too long, disk full) or `data_loss` (a torn file).
class Database {
 public:
  Database() = default;
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  virtual ~Database() = default;

  /// Waits for the writer's place, a bounded time. Errors: unavailable.
  virtual Result<std::unique_ptr<Transaction>> write() = 0;

  virtual Result<std::unique_ptr<Transaction>> read() = 0;

  /// A number that changes whenever anyone, another process too, has committed a change.
  virtual Result<std::int64_t> version() = 0;

  /// The statements that create `table` with its indexes and guards where they are missing, in the
  /// SQL of this backend.
  [[nodiscard]] virtual std::string definition(const Table& table) const = 0;

  /// Writes a consistent copy to `path`, while others read and write. A copy cut short leaves
  /// nothing there. Errors: conflict if `path` exists.
  virtual Result<void> back_up(const std::string& path) = 0;

  /// Checks every page and index. Errors: data_loss naming what is torn.
  virtual Result<void> verify() = 0;
};

}  // namespace nautilus::storage
