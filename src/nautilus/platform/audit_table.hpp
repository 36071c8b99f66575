// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "nautilus/base/result.hpp"
#include "nautilus/security/audit.hpp"
#include "nautilus/storage/database.hpp"
#include "nautilus/storage/table.hpp"

namespace nautilus::platform {

std::span<const storage::Table* const> audit_tables();

/// Writes who changed what, in the very transaction that changes it: neither is without the other.
/// The database refuses to change or remove what is written.
Result<void> write_audit(storage::Transaction& transaction, const security::AuditRecord& record);

/// The newest records, newest first.
Result<std::vector<security::AuditRecord>> read_audit(storage::Transaction& transaction, int limit);

}  // namespace nautilus::platform
