// SPDX-License-Identifier: MIT
#include "nautilus/server/body_error.hpp"

namespace nautilus::server {

Error in_body(Error error) {
  if (!error.faults.empty()) {
    const auto& location = error.faults.front().location;  // Empty where the whole body is wrong.
    if (!location.empty() && location.front() == "query") return error;
  }
  return std::move(error).at("body");
}

}  // namespace nautilus::server
