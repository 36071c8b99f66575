// SPDX-License-Identifier: MIT
#include "nautilus/storage/mapped_file.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "nautilus/storage/detail/file_failure.hpp"

namespace nautilus::storage {
namespace {

/// When the content changed last. Not st_ctim: removing the name changes that one.
std::int64_t changed_at(const struct stat& status) {
  constexpr std::int64_t second = 1'000'000'000;
  return status.st_mtim.tv_sec * second + status.st_mtim.tv_nsec;
}

}  // namespace

Result<std::unique_ptr<const MappedFile>> MappedFile::open(const std::string& path) {
  const int number = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (number < 0) return detail::file_failure("read", path);
  std::unique_ptr<MappedFile> file(new MappedFile(path, number));
  struct stat status {};
  if (::fstat(number, &status) != 0) return detail::file_failure("read", path);
  file->changed_at_ = changed_at(status);
  const auto size = static_cast<std::size_t>(status.st_size);
  if (size > 0) {  // Nothing cannot be mapped, and needs not be.
    void* start = ::mmap(nullptr, size, PROT_READ, MAP_SHARED, number, 0);
    if (start == MAP_FAILED) return detail::file_failure("map", path);
    file->bytes_ = {static_cast<const std::byte*>(start), size};
  }
  return std::unique_ptr<const MappedFile>(std::move(file));
}

MappedFile::~MappedFile() {
  if (!bytes_.empty()) {
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-const-cast): the system takes what it gave
    ::munmap(const_cast<std::byte*>(bytes_.data()), bytes_.size());
  }
  ::close(file_);
}

bool MappedFile::is_untouched() const {
  struct stat status {};
  return ::fstat(file_, &status) == 0 &&
         static_cast<std::size_t>(status.st_size) == bytes_.size() &&
         changed_at(status) == changed_at_;
}

}  // namespace nautilus::storage
