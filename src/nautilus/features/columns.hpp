// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string_view>

#include "nautilus/base/result.hpp"

namespace nautilus::features {

/// A column of a bar that an indicator may read.
enum class Input {
  open,
  high,
  low,
  close,
  volume,
};

inline constexpr std::array<std::string_view, 5> kInputWords{"open", "high", "low", "close",
                                                             "volume"};
constexpr std::span<const std::string_view> enum_words(Input /*input*/) { return kInputWords; }

/// One bar's numbers in the order of Input; NaN is a gap, a value that is not known.
using BarValues = std::array<double, kInputWords.size()>;

/// A series of bars as columns of equal length, oldest bar first; NaN is a gap. It borrows.
struct BarColumns {
  std::span<const double> open;
  std::span<const double> high;
  std::span<const double> low;
  std::span<const double> close;
  std::span<const double> volume;

  [[nodiscard]] std::size_t size() const { return close.size(); }

  /// The columns in the order of Input.
  [[nodiscard]] std::array<std::span<const double>, kInputWords.size()> all() const {
    return {open, high, low, close, volume};
  }

  /// One bar. REQUIRES: bar < size().
  [[nodiscard]] BarValues at(std::size_t bar) const {
    return {open[bar], high[bar], low[bar], close[bar], volume[bar]};
  }

  /// `count` bars from bar `first`. REQUIRES: first + count <= size().
  [[nodiscard]] BarColumns slice(std::size_t first, std::size_t count) const {
    return {open.subspan(first, count), high.subspan(first, count), low.subspan(first, count),
            close.subspan(first, count), volume.subspan(first, count)};
  }
};

/// Errors: invalid_argument naming the column whose length differs from that of close.
Result<void> check(const BarColumns& bars);

}  // namespace nautilus::features
