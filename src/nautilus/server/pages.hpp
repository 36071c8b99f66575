// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "nautilus/server/route.hpp"

namespace nautilus::server {

/// The documentation pages and the files they are made of, all from this binary: /docs, /redoc.
std::vector<Route> page_routes();

}  // namespace nautilus::server
