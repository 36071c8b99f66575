// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string_view>

#include "nautilus/base/json.hpp"
#include "nautilus/server/route.hpp"

namespace nautilus::server {

/// The OpenAPI 3.1 document of these routes.
json::Value openapi_document(std::span<const Route> routes, std::string_view version);

}  // namespace nautilus::server
