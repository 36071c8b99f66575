// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include <sys/types.h>

#include "nautilus/base/result.hpp"

namespace nautilus {

/// The whole file. Errors: not_found, permission_denied, invalid_argument for a folder,
/// payload_too_large above `max_bytes`, unavailable for any other fault; each names the path.
Result<std::string> read_file(const std::string& path, std::size_t max_bytes);

/// Replaces the file so that a reader, and the disk after a crash, sees the old content or the new
/// one, never a part. Errors: not_found (the folder), permission_denied, unavailable (disk full).
Result<void> write_file_atomically(const std::string& path, std::string_view content,
                                   mode_t mode = 0644);

}  // namespace nautilus
