// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "nautilus/storage/sqlite/connection.hpp"

namespace nautilus::storage::sqlite {

/// Copies the database as it stands now to `path`, readable by its owner only. The copy appears
/// there whole and on the disk, or not at all. Errors: conflict if `path` exists.
Result<void> back_up(Connection& connection, const std::string& path);

}  // namespace nautilus::storage::sqlite
