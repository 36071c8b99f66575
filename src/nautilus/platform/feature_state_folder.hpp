// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <span>
#include <string>

#include "nautilus/features/state.hpp"

namespace nautilus::platform {

/// Saved states of running features, a file each, in a bounded part of the disk: the longest
/// unwritten go first. Nothing is lost with a file, for bars rebuild what it held. Thread-safe.
class FeatureStateFolder {
 public:
  FeatureStateFolder(std::string path, std::uint64_t most_bytes)
      : path_(std::move(path)), most_bytes_(most_bytes) {}

  /// The state saved for that key. Errors: not_found where none is; data_loss for a damaged file,
  /// permission_denied, unavailable; each names the file.
  [[nodiscard]] Result<features::StateBytes> read(const std::string& key) const;

  /// Saves it, all or nothing. Errors: permission_denied, unavailable (disk full).
  Result<void> write(const std::string& key, std::span<const std::byte> state);

 private:
  [[nodiscard]] std::string file_of(const std::string& key) const;
  void keep_within_bounds();

  const std::string path_;
  const std::uint64_t most_bytes_;
  std::mutex mutex_;                    // Guards the one below.
  std::optional<std::uint64_t> bytes_;  ///< In the folder, at most; unknown before a first look.
};

}  // namespace nautilus::platform
