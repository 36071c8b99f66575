// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>

#include "nautilus/base/result.hpp"

namespace nautilus::storage {

/// A whole file in memory, read only. The file is one that nobody changes once it has its name:
/// it may be removed or replaced by another while it is mapped, but not written to.
class MappedFile {
 public:
  /// Errors: not_found, permission_denied, unavailable; each names the path.
  static Result<std::unique_ptr<const MappedFile>> open(const std::string& path);

  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;
  ~MappedFile();

  [[nodiscard]] const std::string& path() const { return path_; }

  /// Starts on a page, so that what is aligned in the file is aligned here.
  [[nodiscard]] std::span<const std::byte> bytes() const { return bytes_; }

  /// Whether nobody has cut or written the file since: to read on in one that was cut would end
  /// the process. Costs a call of the system.
  [[nodiscard]] bool is_untouched() const;

 private:
  MappedFile(std::string path, int file) : path_(std::move(path)), file_(file) {}

  std::string path_;
  int file_;
  std::span<const std::byte> bytes_;
  std::int64_t changed_at_ = 0;
};

}  // namespace nautilus::storage
