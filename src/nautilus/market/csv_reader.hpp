// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

#include "nautilus/base/result.hpp"
#include "nautilus/market/bar_batch.hpp"
#include "nautilus/market/detail/csv_header.hpp"
#include "nautilus/market/detail/line_source.hpp"
#include "nautilus/market/sources/csv_dialect.hpp"
#include "nautilus/market/sources/row_times.hpp"

namespace nautilus::market {

struct CsvOptions {
  /// Of the rows, where the file has no column `symbol`.
  std::string symbol;
  /// Of the rows, where the file has no column `timeframe`.
  Timeframe timeframe;
  /// The time of reading: a knowledge time after it is refused, and so is a bar that opens more
  /// than a bar's length after it. Unset, neither is checked here.
  std::optional<Timestamp> now = std::nullopt;
  /// What is said of the file instead of being found out.
  DialectOptions dialect = {};
  /// Whether a wrong row is rejected in the batch, or fails the reading.
  bool collect_rejected = false;
  /// Whether the text is known to be whole, so that its last line may lack the line end. Otherwise
  /// such a line is taken only if its last field is as long as the one above it: that is how a
  /// whole file looks, and a cut one hardly ever.
  bool is_whole = false;
  /// Told the bytes read and the bytes in all, with every batch.
  std::function<void(std::uint64_t done, std::uint64_t total)> progress;
  /// Stops the reading between two batches.
  std::stop_token stop;
};

/// Reads bars from CSV, plain or in gzip: a first line that names the columns in any order and case
/// (date, timestamp, datetime or time; open, high, low, close; volume, symbol, timeframe, known_at
/// and is_final where there are; others are passed over), then a row a bar in any order. Fields may
/// be quoted, lines may end in CR LF; separator, form of times and numbers are found out from the
/// first rows (csv_dialect.hpp). Used by one thread at a time.
class CsvReader {
 public:
  /// Errors: not_found, unavailable; invalid_argument if the first line names no bar's columns or
  /// there is no symbol.
  static Result<CsvReader> open(const std::string& path, CsvOptions options);

  /// Reads from `text`, which outlives the reader. Errors: as `open`.
  static Result<CsvReader> over(std::string_view text, CsvOptions options);

  /// How the file is written, as found out or said.
  [[nodiscard]] const CsvDialect& dialect() const { return dialect_; }

  /// The bars of the next lines, nullopt at the end.
  /// Errors: invalid_argument naming line and field; unavailable when stopped.
  Result<std::optional<BarBatch>> next();

 private:
  CsvReader(detail::LineSource source, CsvOptions options)
      : source_(std::move(source)), options_(std::move(options)) {}

  static Result<CsvReader> start(detail::LineSource source, CsvOptions options);

  Result<void> read_header();
  Result<void> prepare(std::string_view first_line);
  Result<std::optional<std::string_view>> next_line();
  Result<void> read_row(std::string_view line, BarBatch& batch);
  [[nodiscard]] bool may_be_cut(std::size_t last_field_above) const;
  Result<void> parse_row(std::string_view line);
  [[nodiscard]] RejectedRow rejected_row(std::int64_t row, const Error& error) const;
  Result<void> take(detail::CsvColumn column, std::string_view text);
  Result<void> take_time();
  Result<void> take_price(std::string_view text, double& price) const;
  [[nodiscard]] std::string name_of(detail::CsvColumn column) const;
  [[nodiscard]] Error at_line(Error error) const;

  detail::LineSource source_;
  CsvOptions options_;
  CsvDialect dialect_;
  std::optional<RowTimes> times_;
  std::optional<std::string> first_row_;  ///< Of a file without names, until it is read.
  std::int64_t rows_ = 0;
  std::int64_t rejected_ = 0;
  std::optional<Error> first_wrong_;

  // The row at hand.
  Bar bar_;
  std::string line_;
  std::string_view date_;
  std::string_view time_of_day_;
  std::optional<Timestamp> known_at_;
  std::string symbol_;
  Timeframe timeframe_;
  std::size_t last_field_size_ = 0;
  bool was_read_ = false;  ///< Whether all its fields could be, sound or not.
};

}  // namespace nautilus::market
