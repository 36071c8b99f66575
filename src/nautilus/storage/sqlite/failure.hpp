// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include "nautilus/base/error.hpp"

struct sqlite3;

namespace nautilus::storage::sqlite {

/// The last failure of a connection as an Error; `doing` says what was tried.
Error failure(sqlite3* connection, std::string_view doing);

}  // namespace nautilus::storage::sqlite
