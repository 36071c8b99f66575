// SPDX-License-Identifier: MIT
#pragma once

namespace nautilus::features {

/// Volume signed by where in its range a bar closes: all of it at the high, less all at the low;
/// 0 where the bar has no range. NaN where an input is.
inline double money_flow_volume(double high, double low, double close, double volume) {
  const double range = high - low;
  return range == 0.0 ? 0.0 * close * volume : ((close - low) - (high - close)) / range * volume;
}

/// The bar's typical price.
inline double typical_price(double high, double low, double close) {
  return (high + low + close) / 3.0;
}

}  // namespace nautilus::features
