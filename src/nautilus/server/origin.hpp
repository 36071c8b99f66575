// SPDX-License-Identifier: MIT
#pragma once

#include "nautilus/base/result.hpp"
#include "nautilus/server/http.hpp"

namespace nautilus::server {

/// Refuses what a foreign web page may send through a user's browser: a request whose Origin is not
/// this server, and, where nobody is asked for a key, one whose Host is not a loopback name (a page
/// can point its own name at 127.0.0.1, but not change the Host that the browser then sends).
/// Errors: permission_denied.
Result<void> check_origin(const HttpRequest& request, bool keys_are_asked_for);

}  // namespace nautilus::server
