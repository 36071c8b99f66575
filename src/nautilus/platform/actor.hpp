// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace nautilus::platform {

/// Who changes something, and in which request: what the audit table says of every mutation.
struct Actor {
  std::string name;
  std::string request_id;
};

}  // namespace nautilus::platform
