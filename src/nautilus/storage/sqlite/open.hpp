// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>

#include "nautilus/base/result.hpp"
#include "nautilus/storage/database.hpp"

namespace nautilus::storage::sqlite {

struct Options {
  bool read_only = false;  ///< For a look beside a running server; nothing is created.
  std::chrono::milliseconds wait{30'000};  ///< Longest wait for the writer's place.
  std::size_t idle_readers = 4;            ///< Connections kept open for the next readers.
  int writer_cache_kib = 4096;
  int reader_cache_kib = 1024;
};

/// Opens the SQLite file at `path`, and creates it unless `read_only`. It runs in write-ahead-log
/// mode with full synchronisation: a commit survives a crash of the process and of the machine.
/// Other processes may read and write the same file.
/// Errors: not_found (read_only and no file), data_loss (no SQLite file), unavailable.
Result<std::unique_ptr<Database>> open(const std::string& path, const Options& options = {});

}  // namespace nautilus::storage::sqlite
