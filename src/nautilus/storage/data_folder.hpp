// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "nautilus/base/result.hpp"

namespace nautilus::storage {

/// The folder that holds a server's database, and the lock that makes one server its owner. The
/// lock ends with the object or the process, however that ends.
class DataFolder {
 public:
  /// Creates the folder for its owner only where it is missing, and takes its lock.
  /// Errors: conflict naming the folder and the process that holds it; unavailable.
  static Result<DataFolder> acquire(const std::string& path);

  /// Creates the folder for its owner only where it is missing, and takes no lock.
  /// Errors: unavailable.
  static Result<void> create(const std::string& path);

  DataFolder(DataFolder&& other) noexcept;
  DataFolder& operator=(DataFolder&& other) noexcept;
  DataFolder(const DataFolder&) = delete;
  DataFolder& operator=(const DataFolder&) = delete;
  ~DataFolder();

  [[nodiscard]] const std::string& path() const { return path_; }

  /// The database's file in the folder.
  [[nodiscard]] std::string database_path() const { return database_path(path_); }

  /// The same for a folder that is not ours, such as one a running server holds.
  static std::string database_path(const std::string& folder);

 private:
  DataFolder(std::string path, int lock) : path_(std::move(path)), lock_(lock) {}

  std::string path_;
  int lock_;
};

}  // namespace nautilus::storage
