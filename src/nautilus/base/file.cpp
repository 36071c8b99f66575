// SPDX-License-Identifier: MIT
#include "nautilus/base/file.hpp"

#include <cerrno>
#include <filesystem>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

namespace nautilus {
namespace {

/// Closes a descriptor at the end of its life.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  [[nodiscard]] bool is_open() const { return number_ >= 0; }
  [[nodiscard]] int number() const { return number_; }

 private:
  int number_;
};

/// The error that errno tells of.
Error system_error(std::string_view what, const std::string& path) {
  const int number = errno;
  const auto code = number == ENOENT || number == ENOTDIR ? ErrorCode::not_found
                    : number == EACCES || number == EPERM ? ErrorCode::permission_denied
                                                          : ErrorCode::unavailable;
  return {code,
          fmt::format("cannot {} '{}': {}", what, path, std::generic_category().message(number))};
}

Error too_large(const std::string& path, std::size_t max_bytes) {
  return {ErrorCode::payload_too_large,
          fmt::format("'{}' has more than {} bytes", path, max_bytes)};
}

Result<void> write_all(const Descriptor& file, std::string_view rest, const std::string& path) {
  while (!rest.empty()) {
    const auto written = ::write(file.number(), rest.data(), rest.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return system_error("write", path);
    rest.remove_prefix(static_cast<std::size_t>(written));
  }
  if (::fsync(file.number()) != 0) return system_error("write", path);
  return {};
}

/// Makes a rename in the folder of `path` last.
Result<void> sync_folder(const std::string& path) {
  const auto parent = std::filesystem::path(path).parent_path();
  const std::string folder = parent.empty() ? "." : parent.string();
  const Descriptor opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!opened.is_open() || ::fsync(opened.number()) != 0) return system_error("write", folder);
  return {};
}

}  // namespace

Result<std::string> read_file(const std::string& path, std::size_t max_bytes) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file.is_open()) return system_error("read", path);
  struct stat status {};
  if (::fstat(file.number(), &status) != 0) return system_error("read", path);
  if (S_ISDIR(status.st_mode)) {
    return Error{ErrorCode::invalid_argument, fmt::format("'{}' is a folder, not a file", path)};
  }

  // The size is a hint only: a pipe or a file of /proc has none, and a file may grow.
  std::string content;
  const auto hint = static_cast<std::size_t>(status.st_size);
  if (hint > max_bytes) return too_large(path, max_bytes);
  constexpr std::size_t least_step = 64UL << 10;
  while (true) {
    const auto held = content.size();
    content.resize(held + (held < hint ? hint - held : least_step));
    const auto got = ::read(file.number(), content.data() + held, content.size() - held);
    if (got < 0 && errno != EINTR) return system_error("read", path);
    content.resize(held + static_cast<std::size_t>(got > 0 ? got : 0));
    if (content.size() > max_bytes) return too_large(path, max_bytes);
    if (got == 0) return content;
  }
}

Result<void> write_file_atomically(const std::string& path, std::string_view content, mode_t mode) {
  std::string temporary = path + ".XXXXXX";
  Result<void> written;
  {
    const Descriptor file(::mkostemp(temporary.data(), O_CLOEXEC));
    if (!file.is_open()) return system_error("write", path);
    written = write_all(file, content, path);
    if (written && ::fchmod(file.number(), mode) != 0) written = system_error("write", path);
  }
  if (written && ::rename(temporary.c_str(), path.c_str()) != 0) {
    written = system_error("write", path);
  }
  if (!written) {
    ::unlink(temporary.c_str());
    return written;
  }
  return sync_folder(path);
}

}  // namespace nautilus
