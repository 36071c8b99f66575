// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>

namespace nautilus::regime {

/// A bear market with its recovery, by bar index: peak < trough <= last.
struct BearLeg {
  std::size_t peak = 0;    ///< The highest close before the decline; of equals the last.
  std::size_t trough = 0;  ///< The lowest close of the decline; of equals the first.
  std::size_t last = 0;    ///< The bar that confirmed the rise; of an open leg the last bar.

  friend bool operator==(const BearLeg&, const BearLeg&) = default;
};

}  // namespace nautilus::regime
