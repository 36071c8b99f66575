// SPDX-License-Identifier: MIT
#include "nautilus/base/clock.hpp"

namespace nautilus {

Timestamp SystemClock::now() const {
  const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
  return {std::chrono::nanoseconds(since_epoch).count()};
}

}  // namespace nautilus
