// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "nautilus/base/random.hpp"
#include "nautilus/base/text.hpp"
#include "nautilus/features/columns.hpp"
#include "nautilus/features/spec.hpp"

/// Bars for the tests and benchmarks of this module.
namespace nautilus::features::testing_bars {

/// Columns that own their values.
struct Bars {
  std::vector<double> open, high, low, close, volume, time, reference, second_reference;

  [[nodiscard]] std::size_t size() const { return close.size(); }
  [[nodiscard]] BarColumns columns() const {
    return {open, high, low, close, volume, time, reference, second_reference};
  }
  [[nodiscard]] BarColumns first(std::size_t count) const { return columns().slice(0, count); }

  void add(const BarValues& bar) {
    open.push_back(bar.open);
    high.push_back(bar.high);
    low.push_back(bar.low);
    close.push_back(bar.close);
    volume.push_back(bar.volume);
    time.push_back(std::isnan(bar.time) ? weekday_open(time.size()) : bar.time);
    reference.push_back(bar.reference);
    second_reference.push_back(bar.second_reference);
  }

  /// When bar `i` of a daily series opens: at 14:30 UTC on weekdays from Monday, 2000-01-03, on.
  static double weekday_open(std::size_t i) {
    constexpr double first = 946'909'800;
    constexpr double day = 86'400;
    return first + day * static_cast<double>(i + i / 5 * 2);
  }
};

/// A random walk of valid bars that starts at 100, and two of prices that are joined to it; the
/// same for the same seed.
inline Bars random_walk(std::size_t count, std::uint64_t seed = 1) {
  RandomStream stream(seed, "bars");
  RandomStream joined(seed, "joined");
  const auto around_one = [&](double spread) { return 1.0 + spread * (stream.uniform() - 0.5); };
  Bars bars;
  double close = 100;
  double reference = 50;
  double second_reference = 20;
  for (std::size_t i = 0; i < count; ++i) {
    const double open = close * around_one(0.01);
    close = open * around_one(0.04);
    const double high = std::max(open, close) * (1.0 + 0.01 * stream.uniform());
    const double low = std::min(open, close) * (1.0 - 0.01 * stream.uniform());
    reference *= 1.0 + 0.03 * (joined.uniform() - 0.5);
    second_reference *= 1.0 + 0.03 * (joined.uniform() - 0.5);
    bars.add({.open = open,
              .high = high,
              .low = low,
              .close = close,
              .volume = std::floor(1e6 * stream.uniform()),
              .reference = reference,
              .second_reference = second_reference});
  }
  return bars;
}

/// `count` equal bars.
inline Bars constant(std::size_t count, double price, double volume) {
  Bars bars;
  for (std::size_t i = 0; i < count; ++i)
    bars.add({price, price, price, price, volume, kNaN, price, price});
  return bars;
}

/// Bars that are flat at the given closes.
inline Bars at_closes(const std::vector<double>& closes, double volume = 1) {
  Bars bars;
  for (const double close : closes) bars.add({close, close, close, close, volume});
  return bars;
}

/// A CSV file's columns by their heading; what is no number is NaN. Empty where there is no file.
inline std::map<std::string, std::vector<double>> read_columns(const std::string& path) {
  std::ifstream file(path);
  std::map<std::string, std::vector<double>> columns;
  std::string line;
  if (!std::getline(file, line)) return columns;
  const std::string heading = line;
  const auto names = split(trimmed(heading), ',');
  while (std::getline(file, line)) {
    const auto cells = split(trimmed(line), ',');
    for (std::size_t i = 0; i < names.size(); ++i) {
      const auto cell = i < cells.size() ? cells[i] : std::string_view{};
      columns[std::string(names[i])].push_back(parse_number(cell).value_or(kNaN));
    }
  }
  return columns;
}

}  // namespace nautilus::features::testing_bars
