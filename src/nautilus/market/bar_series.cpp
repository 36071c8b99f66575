// SPDX-License-Identifier: MIT
#include "nautilus/market/bar_series.hpp"

#include <algorithm>
#include <array>

namespace nautilus::market {
namespace {

constexpr std::array kColumns{&BarSeries::open, &BarSeries::high, &BarSeries::low,
                              &BarSeries::close, &BarSeries::volume};

}  // namespace

void BarSeries::reserve(std::size_t bars) {
  timestamps.reserve(bars);
  for (const auto column : kColumns) (this->*column).reserve(bars);
}

void BarSeries::push_back(const Bar& bar) {
  timestamps.push_back(bar.timestamp);
  open.push_back(bar.open);
  high.push_back(bar.high);
  low.push_back(bar.low);
  close.push_back(bar.close);
  volume.push_back(bar.volume);
}

void BarSeries::pop_back() {
  timestamps.pop_back();
  for (const auto column : kColumns) (this->*column).pop_back();
}

void BarSeries::reverse() {
  std::ranges::reverse(timestamps);
  for (const auto column : kColumns) std::ranges::reverse(this->*column);
}

Bar BarSeries::bar(std::size_t index) const {
  return {timestamps[index], open[index], high[index], low[index], close[index], volume[index]};
}

}  // namespace nautilus::market
