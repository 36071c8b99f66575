// SPDX-License-Identifier: MIT
#include "nautilus/storage/sqlite/open.hpp"

#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <vector>

#include <fmt/format.h>

#include "nautilus/storage/sqlite/back_up.hpp"
#include "nautilus/storage/sqlite/connection.hpp"
#include "nautilus/storage/sqlite/definition.hpp"
#include "nautilus/storage/sqlite/transaction.hpp"

namespace nautilus::storage::sqlite {
namespace {

/// One connection that writes, and as many that read as are asked for at once.
class SqliteDatabase final : public Database {
 public:
  SqliteDatabase(std::string path, const Options& options, std::unique_ptr<Connection> writer,
                 std::unique_ptr<Connection> watcher)
      : path_(std::move(path)),
        options_(options),
        writer_(std::move(writer)),
        watcher_(std::move(watcher)) {}

  Result<std::unique_ptr<Transaction>> write() override {
    if (options_.read_only) {
      return Error{ErrorCode::unavailable, fmt::format("'{}' is open for reading only", path_)};
    }
    std::unique_lock lock(mutex_);
    if (!writer_free_.wait_for(lock, options_.wait, [this] { return writer_ != nullptr; })) {
      Error busy{ErrorCode::unavailable, fmt::format("another writer has held '{}' for over {} ms",
                                                     path_, options_.wait.count())};
      busy.retry_after_seconds = 1;
      return busy;
    }
    auto connection = std::move(writer_);
    lock.unlock();
    return SqliteTransaction::begin(std::move(connection), Purpose::writing,
                                    [this](auto used) { take_back_writer(std::move(used)); });
  }

  Result<std::unique_ptr<Transaction>> read() override {
    NAUTILUS_TRY(auto connection, reader());
    return SqliteTransaction::begin(std::move(connection), Purpose::reading,
                                    [this](auto used) { take_back_reader(std::move(used)); });
  }

  Result<std::int64_t> version() override {
    // The watcher never writes, so every commit is someone else's to it, our writer's too.
    const std::lock_guard lock(watcher_mutex_);
    NAUTILUS_TRY(auto handle, watcher_->prepare("PRAGMA data_version"));
    SqliteStatement statement(*watcher_, std::move(handle));
    NAUTILUS_CHECK(statement.step());
    return statement.integer(0);
  }

  [[nodiscard]] std::string definition(const Table& table) const override {
    return sqlite::definition(table);
  }

  Result<void> back_up(const std::string& path) override {
    NAUTILUS_TRY(auto connection, reader());
    auto copied = sqlite::back_up(*connection, path);
    take_back_reader(std::move(connection));
    return copied;
  }

  Result<void> verify() override {
    NAUTILUS_TRY(const auto transaction, read());
    NAUTILUS_TRY(const auto check, transaction->prepare("PRAGMA integrity_check(10)"));
    std::string faults;
    for (;;) {
      NAUTILUS_TRY(const bool found, check->step());
      if (!found) break;
      if (check->text(0) != "ok") faults += fmt::format("; {}", check->text(0));
    }
    if (faults.empty()) return {};
    return Error{ErrorCode::data_loss,
                 fmt::format("'{}' is damaged{}: restore a backup", path_, faults)};
  }

 private:
  Result<std::unique_ptr<Connection>> reader() {
    {
      const std::lock_guard lock(mutex_);
      if (!readers_.empty()) {
        auto connection = std::move(readers_.back());
        readers_.pop_back();
        return connection;
      }
    }
    return Connection::open(path_, options_, Purpose::reading);
  }

  void take_back_writer(std::unique_ptr<Connection> connection) {
    const std::lock_guard lock(mutex_);
    writer_ = std::move(connection);
    writer_free_.notify_one();
  }

  void take_back_reader(std::unique_ptr<Connection> connection) {
    const std::lock_guard lock(mutex_);
    if (readers_.size() < options_.idle_readers) readers_.push_back(std::move(connection));
  }

  const std::string path_;
  const Options options_;
  std::mutex mutex_;  // Guards the two below.
  std::unique_ptr<Connection> writer_;
  std::vector<std::unique_ptr<Connection>> readers_;
  std::condition_variable writer_free_;
  std::mutex watcher_mutex_;  // Guards the use of the watcher.
  std::unique_ptr<Connection> watcher_;
};

}  // namespace

Result<std::unique_ptr<Database>> open(const std::string& path, const Options& options) {
  std::error_code unreadable;
  if (options.read_only && !std::filesystem::exists(path, unreadable)) {
    return Error{ErrorCode::not_found, fmt::format("there is no database at '{}'", path)};
  }
  std::unique_ptr<Connection> writer;
  if (!options.read_only) {
    NAUTILUS_TRY(writer, Connection::open(path, options, Purpose::writing));
  }
  NAUTILUS_TRY(auto watcher, Connection::open(path, options, Purpose::reading));
  return std::unique_ptr<Database>(
      std::make_unique<SqliteDatabase>(path, options, std::move(writer), std::move(watcher)));
}

}  // namespace nautilus::storage::sqlite
