// SPDX-License-Identifier: MIT
#include "nautilus/market/bar_view.hpp"

#include <utility>

namespace nautilus::market {

BarView BarView::of(BarSeries series) {
  const auto owner = std::make_shared<const BarSeries>(std::move(series));
  return {.key = owner->key,
          .timestamps = owner->timestamps,
          .open = owner->open,
          .high = owner->high,
          .low = owner->low,
          .close = owner->close,
          .volume = owner->volume,
          .owner = owner};
}

}  // namespace nautilus::market
