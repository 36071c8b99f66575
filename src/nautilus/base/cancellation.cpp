// SPDX-License-Identifier: MIT
#include "nautilus/base/cancellation.hpp"

namespace nautilus {

Result<void> Cancellation::check() const {
  if (stop_.stop_requested()) return Error{ErrorCode::unavailable, "stopped before it was done"};
  if (clock_ != nullptr && clock_->now() >= deadline_) {
    return Error{ErrorCode::deadline_exceeded, "not done within the time allowed"};
  }
  return {};
}

}  // namespace nautilus
