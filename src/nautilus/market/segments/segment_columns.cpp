// SPDX-License-Identifier: MIT
#include "nautilus/market/segments/segment_columns.hpp"

namespace nautilus::market {

std::vector<double>& column_of(BarSeries& series, BarColumn value) {
  switch (value) {
    case BarColumn::open: return series.open;
    case BarColumn::high: return series.high;
    case BarColumn::low: return series.low;
    case BarColumn::close: return series.close;
    case BarColumn::volume: break;
  }
  return series.volume;
}

std::string segment_key(const SeriesKey& key) {
  // A symbol has no blanks, so the last one parts the two.
  return key.symbol + ' ' + key.timeframe.name();
}

std::optional<SeriesKey> series_of(std::string_view key) {
  const auto blank = key.rfind(' ');
  if (blank == std::string_view::npos) return std::nullopt;
  const auto timeframe = Timeframe::parse(key.substr(blank + 1));
  if (!timeframe) return std::nullopt;
  return SeriesKey{std::string(key.substr(0, blank)), *timeframe};
}

}  // namespace nautilus::market
