// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "nautilus/base/result.hpp"
#include "nautilus/market/detail/line_source.hpp"
#include "nautilus/market/sources/csv_dialect.hpp"
#include "nautilus/market/sources/row_times.hpp"
#include "nautilus/market/ticks/trade.hpp"

namespace nautilus::market {

/// Reads the trades or quotes of one instrument from CSV, plain or in gzip: a first line that names
/// the columns (time or timestamp; price and size; or bid and ask, with bid_size and ask_size where
/// there are; others are passed over), then a row a tick. A file of quotes is read as the trades
/// that trade_of() makes of them. Used by one thread at a time.
class TickReader {
 public:
  /// Errors: not_found, unavailable; invalid_argument if the first line names neither price nor bid
  /// and ask.
  static Result<TickReader> open(const std::string& path, const DialectOptions& options,
                                 QuotePrice price = QuotePrice::mid);

  /// Reads from `text`, which outlives the reader. Errors: as `open`.
  static Result<TickReader> over(std::string_view text, const DialectOptions& options,
                                 QuotePrice price = QuotePrice::mid);

  /// The next tick, nullopt at the end. Errors: invalid_argument naming line and field.
  Result<std::optional<Trade>> next();

  /// The error as that of the line read last.
  [[nodiscard]] Error at_line(Error error) const;

 private:
  enum class Column {
    time,
    price,
    size,
    bid,
    ask,
    bid_size,
    ask_size,
    other
  };

  TickReader(detail::LineSource source, QuotePrice price)
      : source_(std::move(source)), price_(price) {}

  static Result<TickReader> start(detail::LineSource source, const DialectOptions& options,
                                  QuotePrice price);
  static Column column_of(std::string_view name);

  Result<void> read_names(std::string_view line);
  Result<void> prepare(const DialectOptions& options);
  [[nodiscard]] bool has(Column column) const;
  Result<Trade> parse(std::string_view line);

  detail::LineSource source_;
  QuotePrice price_;
  char separator_ = ',';
  std::vector<Column> columns_;
  std::vector<std::string> names_;
  NumberForm numbers_;
  double price_scale_ = 1;
  std::optional<RowTimes> times_;
};

}  // namespace nautilus::market
