// SPDX-License-Identifier: MIT
#include "nautilus/storage/data_folder.hpp"

#include <array>
#include <cerrno>
#include <filesystem>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "nautilus/base/text.hpp"

namespace nautilus::storage {
namespace {

constexpr int kNone = -1;

Error folder_failure(const std::string& path, std::string_view reason) {
  return {ErrorCode::unavailable, fmt::format("data folder '{}': {}", path, reason)};
}

/// What the owner wrote into the lock file; empty while it is at it.
std::string owner_of(int lock) {
  std::array<char, 32> text{};
  const auto size = ::pread(lock, text.data(), text.size(), 0);
  return std::string(trimmed({text.data(), size > 0 ? static_cast<std::size_t>(size) : 0}));
}

Result<void> write_owner(int lock, const std::string& path) {
  const auto text = fmt::format("{}\n", ::getpid());
  const bool written =
      ::ftruncate(lock, 0) == 0 && ::pwrite(lock, text.data(), text.size(), 0) == std::ssize(text);
  if (written) return {};
  return folder_failure(path, std::generic_category().message(errno));
}

}  // namespace

Result<void> DataFolder::create(const std::string& path) {
  const std::filesystem::path folder(path);
  std::error_code failed;
  if (std::filesystem::is_directory(folder, failed)) return {};
  if (folder.has_parent_path()) std::filesystem::create_directories(folder.parent_path(), failed);
  if (::mkdir(path.c_str(), S_IRWXU) == 0 || errno == EEXIST) return {};
  return folder_failure(path, std::generic_category().message(errno));
}

Result<DataFolder> DataFolder::acquire(const std::string& path) {
  NAUTILUS_CHECK(create(path));
  const auto lock_path = (std::filesystem::path(path) / "lock").string();
  const int lock = ::open(lock_path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (lock < 0) return folder_failure(path, std::generic_category().message(errno));
  DataFolder folder(path, lock);  // From here on the file is closed on every way out.
  if (::flock(lock, LOCK_EX | LOCK_NB) != 0) {
    return Error{ErrorCode::conflict,
                 fmt::format("data folder '{}' is in use by process {}: stop it or choose another "
                             "folder",
                             path, owner_of(lock))};
  }
  NAUTILUS_CHECK(write_owner(lock, path));
  return folder;
}

DataFolder::DataFolder(DataFolder&& other) noexcept
    : path_(std::move(other.path_)), lock_(std::exchange(other.lock_, kNone)) {}

DataFolder& DataFolder::operator=(DataFolder&& other) noexcept {
  std::swap(path_, other.path_);
  std::swap(lock_, other.lock_);
  return *this;
}

DataFolder::~DataFolder() {
  if (lock_ != kNone) ::close(lock_);
}

std::string DataFolder::database_path(const std::string& folder) {
  return (std::filesystem::path(folder) / "nautilus.sqlite").string();
}

}  // namespace nautilus::storage
