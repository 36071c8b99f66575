// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "nautilus/market/bar.hpp"
#include "nautilus/market/calendars/availability.hpp"

namespace nautilus::market {

/// The bars of one series, oldest first, a column per value; all columns have the same length.
struct BarSeries {
  SeriesKey key;
  std::vector<Timestamp> timestamps;
  std::vector<double> open;
  std::vector<double> high;
  std::vector<double> low;
  std::vector<double> close;
  std::vector<double> volume;
  std::shared_ptr<const Calendar> calendar = nullptr;  ///< When its sessions are; null if unknown.

  [[nodiscard]] std::size_t size() const { return timestamps.size(); }
  [[nodiscard]] bool empty() const { return timestamps.empty(); }

  void reserve(std::size_t bars);
  void push_back(const Bar& bar);
  void pop_back();

  /// Turns the order of the bars around.
  void reverse();

  /// REQUIRES: index < size().
  [[nodiscard]] Bar bar(std::size_t index) const;

  /// When the values of a bar are known. REQUIRES: index < size().
  [[nodiscard]] Timestamp available_at(std::size_t index) const {
    return market::available_at(timestamps[index], key.timeframe, calendar.get());
  }

  friend bool operator==(const BarSeries&, const BarSeries&) = default;
};

}  // namespace nautilus::market
