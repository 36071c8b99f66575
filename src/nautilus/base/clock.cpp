// SPDX-License-Identifier: MIT
#include "nautilus/base/clock.hpp"

namespace nautilus {

Timestamp SystemClock::now() const {
  const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
  // Whole microseconds, as clients and databases keep them.
  const auto whole = std::chrono::floor<std::chrono::microseconds>(since_epoch);
  return {std::chrono::nanoseconds(whole).count()};
}

}  // namespace nautilus
