// SPDX-License-Identifier: MIT
#pragma once

#include <cstdlib>
#include <filesystem>
#include <string>
#include <system_error>

/// Where the tests find the prices and published values that are not part of this tree.
namespace nautilus {

/// The folder that NAUTILUS_SHARED names, or the nearest folder `shared` beside the working
/// directory or one above it; without one, a path where nothing is. Nothing of the product reads
/// it.
inline std::string shared_folder() {
  // NOLINTNEXTLINE(concurrency-mt-unsafe): nothing here sets the environment
  if (const char* given = std::getenv("NAUTILUS_SHARED"); given != nullptr) return given;
  std::error_code failed;
  auto folder = std::filesystem::current_path(failed);
  while (folder.has_relative_path()) {
    folder = folder.parent_path();
    if (std::filesystem::is_directory(folder / "shared" / "data", failed)) break;
  }
  return (folder / "shared").string();
}

}  // namespace nautilus
