// SPDX-License-Identifier: MIT
#pragma once

#include "nautilus/features/lanes.hpp"

namespace nautilus::features {

/// Volume signed by where in its range a bar closes: all of it at the high, less all at the low;
/// 0 where the bar has no range. NaN where an input is.
template <class Value>
Value money_flow_volume(Value high, Value low, Value close, Value volume) {
  const Value range = high - low;
  return choose(range == 0.0, 0.0 * close * volume,
                ((close - low) - (high - close)) / range * volume);
}

/// The bar's typical price.
template <class Value>
Value typical_price(Value high, Value low, Value close) {
  return (high + low + close) / 3.0;
}

}  // namespace nautilus::features
