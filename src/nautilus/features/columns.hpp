// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <limits>
#include <span>
#include <string_view>

#include "nautilus/base/result.hpp"

namespace nautilus::features {

inline constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

/// x, or NaN where it is not finite; without a branch, for an infinity less itself is NaN.
constexpr double finite(double x) { return x + (x - x); }

/// A column of a bar that an indicator may read.
enum class Input {
  open,
  high,
  low,
  close,
  volume,
  time,              ///< Of the bar's open, in seconds since 1970 UTC.
  reference,         ///< A value that a joined series has at the bar; each feature names its own.
  second_reference,  ///< That of another one.
};

inline constexpr std::array<std::string_view, 8> kInputWords{
    "open", "high", "low", "close", "volume", "time", "reference", "second_reference"};
constexpr std::span<const std::string_view> enum_words(Input /*input*/) { return kInputWords; }

/// One bar's numbers; NaN is a gap, a value that is not known.
struct BarValues {
  double open = kNaN;
  double high = kNaN;
  double low = kNaN;
  double close = kNaN;
  double volume = kNaN;
  double time = kNaN;
  double reference = kNaN;
  double second_reference = kNaN;

  [[nodiscard]] constexpr double at(Input input) const;

  /// The same bar with every value that is not finite as a gap.
  [[nodiscard]] constexpr BarValues known() const;
};

/// The members of a bar in the order of Input.
inline constexpr std::array<double BarValues::*, kInputWords.size()> kInputMembers{
    &BarValues::open,   &BarValues::high, &BarValues::low,       &BarValues::close,
    &BarValues::volume, &BarValues::time, &BarValues::reference, &BarValues::second_reference};

constexpr double BarValues::at(Input input) const {
  return this->*kInputMembers[static_cast<std::size_t>(input)];
}

constexpr BarValues BarValues::known() const {
  return {finite(open),   finite(high), finite(low),       finite(close),
          finite(volume), finite(time), finite(reference), finite(second_reference)};
}

/// A series of bars as columns of equal length, oldest bar first; NaN is a gap. Of time and the
/// references a column may be empty, which reads as NaN. It borrows.
struct BarColumns {
  std::span<const double> open;
  std::span<const double> high;
  std::span<const double> low;
  std::span<const double> close;
  std::span<const double> volume;
  std::span<const double> time = {};
  std::span<const double> reference = {};
  std::span<const double> second_reference = {};

  [[nodiscard]] std::size_t size() const { return close.size(); }

  /// The columns in the order of Input.
  [[nodiscard]] std::array<std::span<const double>, kInputWords.size()> all() const {
    return {open, high, low, close, volume, time, reference, second_reference};
  }

  /// One bar. REQUIRES: bar < size().
  [[nodiscard]] BarValues at(std::size_t bar) const {
    return {open[bar],
            high[bar],
            low[bar],
            close[bar],
            volume[bar],
            value(time, bar),
            value(reference, bar),
            value(second_reference, bar)};
  }

  /// `count` bars from bar `first`. REQUIRES: first + count <= size().
  [[nodiscard]] BarColumns slice(std::size_t first, std::size_t count) const {
    return {.open = part(open, first, count),
            .high = part(high, first, count),
            .low = part(low, first, count),
            .close = part(close, first, count),
            .volume = part(volume, first, count),
            .time = part(time, first, count),
            .reference = part(reference, first, count),
            .second_reference = part(second_reference, first, count)};
  }

  /// The same of one column, which may be empty.
  static std::span<const double> part(std::span<const double> column, std::size_t first,
                                      std::size_t count) {
    return column.empty() ? column : column.subspan(first, count);
  }

 private:
  static double value(std::span<const double> column, std::size_t bar) {
    return column.empty() ? kNaN : column[bar];
  }
};

/// Some consecutive bars that indicators take in one after the other, a row per input in the order
/// of Input, or what one of them answers, a row per output. Both stay in the fastest cache, and one
/// address reaches all of it.
class BarBlock {
 public:
  static constexpr std::size_t kBars = 256;  ///< Measured: with 128 or 504 all took longer.
  static constexpr std::size_t kRows = 8;

  /// Of kBars values; those behind the last bar mean nothing.
  [[nodiscard]] const double* row(std::size_t row) const { return rows_[row].data(); }
  [[nodiscard]] const double* row(Input input) const {
    return row(static_cast<std::size_t>(input));
  }
  double* row(std::size_t row) { return rows_[row].data(); }

  /// Takes over values, those that are not finite as NaN; all are NaN of an empty column. Says
  /// whether all of them are finite. REQUIRES: at most kBars; the column is empty or has `count`.
  bool fill(std::size_t row, std::span<const double> column, std::size_t count);
  /// Writes the first of a row, those that are not finite as NaN; with `streams` past the caches,
  /// see numeric::stream_finite().
  void give(std::size_t row, std::span<double> column, bool streams = false) const;

  /// Its rows as the columns of `count` bars.
  [[nodiscard]] BarColumns columns(std::size_t count) const;

 private:
  // Rows a power of two apart would share lines of the cache.
  static constexpr std::size_t kStride = kBars + 8;
  static_assert(kRows == kInputWords.size());

  alignas(64) std::array<std::array<double, kStride>, kRows> rows_;
};

/// Errors: invalid_argument naming the column whose length differs from that of close.
Result<void> check(const BarColumns& bars);

}  // namespace nautilus::features
