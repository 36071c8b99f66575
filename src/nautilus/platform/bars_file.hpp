// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <span>
#include <stop_token>
#include <string>

#include "nautilus/market/bar_series.hpp"
#include "nautilus/market/sources/csv_dialect.hpp"
#include "nautilus/market/timeframe.hpp"
#include "nautilus/platform/joined_columns.hpp"

namespace nautilus::platform {

/// What is said of a file that is looked at and not stored.
struct BarsFileQuery : market::DialectOptions {
  std::optional<std::string> csv;
  std::optional<std::string> calendar;

  static constexpr auto fields() {
    using Q = BarsFileQuery;
    return std::tuple_cat(
        std::tuple{
            field("csv", &Q::csv, "A CSV file whose bars are used, instead of the data folder"),
            field("calendar", &Q::calendar, "Of the file's sessions: XNYS, CMES, FX or 24/7",
                  sized(1, 64)),
        },
        market::DialectOptions::fields());
  }
};

/// The bars of one series in the file that the query names, oldest first; those over by `as_of`,
/// where it is set. Of a file that names no symbol, its own name is the symbol.
/// Errors: those of market::CsvReader; invalid_argument if it has bars of several series, two
/// different bars of one time, or none that was over.
Result<market::BarSeries> read_bars_file(const BarsFileQuery& query,
                                         const std::optional<std::string>& symbol,
                                         market::Timeframe timeframe,
                                         std::optional<Timestamp> as_of,
                                         const std::stop_token& stop);

/// What stands beside the bars of a file: what their calendar says of their sessions, where one was
/// named, and nothing else. REQUIRES: bars are not empty.
JoinedColumns join_to_file(std::span<const std::string> references, const market::BarSeries& bars);

}  // namespace nautilus::platform
