// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <span>

#include "nautilus/market/bar_series.hpp"

namespace nautilus::market {

/// A value of a bar.
enum class BarColumn : std::uint8_t {
  open,
  high,
  low,
  close,
  volume,
};
inline constexpr std::size_t kBarColumns = 5;

/// Some of a bar's values.
class BarColumnSet {
 public:
  constexpr BarColumnSet(std::initializer_list<BarColumn> columns) {
    for (const auto each : columns) bits_ |= bit(each);
  }

  [[nodiscard]] constexpr bool has(BarColumn column) const { return (bits_ & bit(column)) != 0; }

 private:
  static constexpr unsigned bit(BarColumn column) { return 1U << static_cast<unsigned>(column); }

  unsigned bits_ = 0;
};

inline constexpr BarColumnSet kAllBarColumns{BarColumn::open, BarColumn::high, BarColumn::low,
                                             BarColumn::close, BarColumn::volume};

/// The bars of one series, oldest first, where they lie: in a mapped file or in memory of the
/// view's own. They never change, and stay as long as a copy of the view does. Columns that were
/// not asked for are empty, the others all have one length.
struct BarView {
  SeriesKey key;
  std::span<const Timestamp> timestamps;
  std::span<const double> open;
  std::span<const double> high;
  std::span<const double> low;
  std::span<const double> close;
  std::span<const double> volume;
  std::shared_ptr<const void> owner;  ///< Of what the spans show.

  /// A view of bars in memory.
  static BarView of(BarSeries series, BarColumnSet columns = kAllBarColumns);

  [[nodiscard]] std::size_t size() const { return timestamps.size(); }
  [[nodiscard]] bool empty() const { return timestamps.empty(); }
};

}  // namespace nautilus::market
