// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "nautilus/storage/table.hpp"

namespace nautilus::storage::sqlite {

/// The statements that create `table`, its indexes and its append-only guards where missing.
std::string definition(const Table& table);

}  // namespace nautilus::storage::sqlite
