// SPDX-License-Identifier: MIT
#include "nautilus/storage/sqlite/back_up.hpp"

#include <cerrno>
#include <filesystem>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "nautilus/storage/sqlite/failure.hpp"

namespace nautilus::storage::sqlite {
namespace {

Error system_failure(std::string_view doing) {
  return {ErrorCode::unavailable,
          fmt::format("{}: {}", doing, std::generic_category().message(errno))};
}

Result<void> copy_into(Connection& connection, const std::string& path) {
  NAUTILUS_TRY(const auto statement, connection.prepare("VACUUM INTO ?"));
  sqlite3_bind_text64(statement.get(), 1, path.data(), path.size(), SQLITE_STATIC, SQLITE_UTF8);
  if (sqlite3_step(statement.get()) == SQLITE_DONE) return {};
  return failure(connection.handle(), fmt::format("writing '{}'", path));
}

Result<void> bring_to_disk(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return system_failure(fmt::format("opening '{}'", path));
  const bool safe = ::fsync(file) == 0;
  ::close(file);
  if (!safe) return system_failure(fmt::format("writing '{}'", path));
  return {};
}

/// Gives the finished file its name, which must not be taken yet.
Result<void> publish(const std::string& partial, const std::string& path) {
  if (::link(partial.c_str(), path.c_str()) == 0) return {};
  if (errno == EEXIST) {
    return Error{ErrorCode::conflict, fmt::format("'{}' exists: name another file", path)};
  }
  return system_failure(fmt::format("writing '{}'", path));
}

/// A file of this process alone that is gone at the end of the scope.
class PartialFile {
 public:
  explicit PartialFile(const std::string& path) : path_(fmt::format("{}.{}", path, ::getpid())) {}
  ~PartialFile() { ::unlink(path_.c_str()); }
  PartialFile(const PartialFile&) = delete;
  PartialFile& operator=(const PartialFile&) = delete;

  /// Creates it empty, for its owner only.
  [[nodiscard]] Result<void> create() const {
    const int file =
        ::open(path_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (file < 0) return system_failure(fmt::format("writing '{}'", path_));
    ::close(file);
    return {};
  }

  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
};

}  // namespace

Result<void> back_up(Connection& connection, const std::string& path) {
  std::error_code unreadable;
  if (std::filesystem::exists(path, unreadable)) {
    return Error{ErrorCode::conflict, fmt::format("'{}' exists: name another file", path)};
  }
  const PartialFile partial(path);
  NAUTILUS_CHECK(partial.create());
  NAUTILUS_CHECK(copy_into(connection, partial.path()));
  NAUTILUS_CHECK(bring_to_disk(partial.path()));
  NAUTILUS_CHECK(publish(partial.path(), path));
  auto folder = std::filesystem::path(path).parent_path().string();
  return bring_to_disk(folder.empty() ? "." : folder);
}

}  // namespace nautilus::storage::sqlite
