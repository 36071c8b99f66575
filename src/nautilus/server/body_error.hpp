// SPDX-License-Identifier: MIT
#pragma once

#include "nautilus/base/error.hpp"

namespace nautilus::server {

/// The error of a body that its route reads itself: at `body`, unless it names a parameter.
Error in_body(Error error);

}  // namespace nautilus::server
