// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include "nautilus/base/field.hpp"
#include "nautilus/base/result.hpp"
#include "nautilus/base/time.hpp"

namespace nautilus::risk {

/// The closes of one symbol with the times from which on they were known, oldest first.
struct CloseSeries {
  std::string symbol;
  std::span<const Timestamp> timestamps;
  std::span<const double> closes;
};

/// How much of a symbol's history the alignment could use.
struct SymbolCoverage {
  std::string symbol;
  std::int64_t held = 0;     ///< Closes known at the time asked for.
  std::int64_t dropped = 0;  ///< Of those, the ones at times that not every symbol has.

  friend bool operator==(const SymbolCoverage&, const SymbolCoverage&) = default;

  static constexpr auto fields() {
    return std::tuple{
        field("symbol", &SymbolCoverage::symbol, "The symbol"),
        field("held", &SymbolCoverage::held, "Closes known at the time asked for", at_least(0)),
        field("dropped", &SymbolCoverage::dropped,
              "Closes left out because another symbol has none at that time", at_least(0)),
    };
  }
};

/// Closes of several symbols at the times that all of them have: an inner join. No value is carried
/// forward or filled in, so a return between two rows is one that every symbol really made.
struct AlignedCloses {
  std::vector<std::string> symbols;
  std::vector<Timestamp> timestamps;
  std::vector<std::vector<double>> closes;  ///< A column per symbol, a row per timestamp.
  std::vector<SymbolCoverage> coverage;     ///< One per symbol.
};

/// Joins series on their common times, point in time: what became known after `as_of` is not looked
/// at. No common time is no error here; who needs rows asks for them.
/// Errors: invalid_argument naming a symbol given twice, a series whose columns differ in length, a
/// time not after the one before, or a close that is not finite and above 0.
Result<AlignedCloses> align(std::span<const CloseSeries> series,
                            std::optional<Timestamp> as_of = std::nullopt);

}  // namespace nautilus::risk
