// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include "nautilus/base/result.hpp"

namespace nautilus::security {

/// Whether an address reaches this machine alone: 127.0.0.0/8, ::1 or the name "localhost". Any
/// other name is taken for one that does not, whatever it may resolve to.
bool is_loopback(std::string_view address);

/// Whether the service may listen on an address: on loopback always, elsewhere only with both TLS
/// and at least one key, for otherwise anyone in reach could read or change everything.
/// Errors: invalid_argument with what to set.
Result<void> check_bind(std::string_view address, bool has_tls, bool has_keys);

}  // namespace nautilus::security
