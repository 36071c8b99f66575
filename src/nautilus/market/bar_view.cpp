// SPDX-License-Identifier: MIT
#include "nautilus/market/bar_view.hpp"

#include <utility>

namespace nautilus::market {

BarView BarView::of(BarSeries series, BarColumnSet columns) {
  const auto owner = std::make_shared<const BarSeries>(std::move(series));
  const auto shown = [&](BarColumn column, const std::vector<double>& values) {
    return columns.has(column) ? std::span<const double>(values) : std::span<const double>();
  };
  return {.key = owner->key,
          .timestamps = owner->timestamps,
          .open = shown(BarColumn::open, owner->open),
          .high = shown(BarColumn::high, owner->high),
          .low = shown(BarColumn::low, owner->low),
          .close = shown(BarColumn::close, owner->close),
          .volume = shown(BarColumn::volume, owner->volume),
          .owner = owner};
}

}  // namespace nautilus::market
