// SPDX-License-Identifier: MIT
#include "nautilus/market/csv_reader.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "nautilus/base/text.hpp"
#include "nautilus/market/symbol.hpp"

namespace nautilus::market {
namespace {

using detail::CsvColumn;

constexpr std::size_t kRowsOfABatch = 16'384;
constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

Result<void> take_number(std::string_view text, const NumberForm& form, double& out) {
  const auto number = read_number(text, form);
  if (!number) {
    return field_error({}, fmt::format("must be a number, was '{}'", text.substr(0, 40)),
                       "wrong_type");
  }
  out = *number;
  return {};
}

/// A bar that still forms is not stored as one that is over.
Result<void> check_final(std::string_view text) {
  const auto word = detail::lower_case(text);
  if (word == "true" || word == "t" || word == "1") return {};
  if (word == "false" || word == "f" || word == "0") {
    return field_error({}, "is false, the bar still forms: send it when it is over", "not_allowed");
  }
  return field_error({}, fmt::format("must be true or false, was '{}'", text.substr(0, 40)),
                     "wrong_type");
}

/// A fault of a whole row.
Error row_error(std::string message) { return field_error({}, std::move(message), "malformed"); }

/// The place of a bar's fault, which knows its field by our name, under the file's name for it.
Error named_as_in(const detail::CsvHeader& header, Error error) {
  static constexpr std::array names{"timestamp", "open",   "high",      "low",     "close",
                                    "volume",    "symbol", "timeframe", "known_at"};
  for (auto& fault : error.faults) {
    for (std::size_t i = 0; i < header.columns.size(); ++i) {
      const auto column = static_cast<std::size_t>(header.columns[i]);
      if (column < names.size() && fault.location.front() == names[column]) {
        fault.location.front() = header.names[i];
        break;
      }
    }
  }
  return error;
}

}  // namespace

Result<CsvReader> CsvReader::open(const std::string& path, CsvOptions options) {
  NAUTILUS_TRY(auto source, detail::LineSource::open(path));
  return start(std::move(source), std::move(options));
}

Result<CsvReader> CsvReader::over(std::string_view text, CsvOptions options) {
  return start(detail::LineSource::over(text), std::move(options));
}

Result<CsvReader> CsvReader::start(detail::LineSource source, CsvOptions options) {
  CsvReader reader(std::move(source), std::move(options));
  NAUTILUS_CHECK(reader.read_header());
  return reader;
}

Result<void> CsvReader::read_header() {
  NAUTILUS_TRY(auto line, source_.next());
  if (!line) return Error{ErrorCode::invalid_argument, "line 1: is missing, the text is empty"};
  if (line->starts_with(kByteOrderMark)) line->remove_prefix(kByteOrderMark.size());
  while (line->starts_with('#')) {
    NAUTILUS_TRY(line, source_.next());
    if (!line) return Error{ErrorCode::invalid_argument, "there is no line but comments"};
  }
  const bool was_ended = source_.was_ended();
  NAUTILUS_CHECK(prepare(std::string(*line)));
  if (!was_ended && !options_.is_whole) {
    return Error{ErrorCode::invalid_argument, "line 1: has no line end, the file may be cut short"};
  }
  timeframe_ = options_.timeframe;
  symbol_ = options_.symbol;
  if (dialect_.header.has(CsvColumn::symbol)) return {};
  if (symbol_.empty()) {
    return Error{ErrorCode::invalid_argument,
                 "line 1: names no column symbol: add one, or give the symbol of all rows"};
  }
  return check_symbol(symbol_);
}

Result<void> CsvReader::prepare(std::string_view first_line) {
  NAUTILUS_TRY(const auto sample, source_.ahead(kRowsOfASample));
  NAUTILUS_TRY(dialect_, detect_dialect(first_line, sample, options_.dialect));
  if (!dialect_.has_names) first_row_ = first_line;
  NAUTILUS_TRY(auto times, RowTimes::make(dialect_.date_form, options_.dialect.zone));
  times_ = std::move(times);
  const double scale = options_.dialect.price_scale.value_or(1);
  if (!std::isfinite(scale) || scale <= 0) {
    return Error{ErrorCode::invalid_argument,
                 fmt::format("price_scale must be above 0, was {}", scale)};
  }
  return {};
}

Result<std::optional<std::string_view>> CsvReader::next_line() {
  if (!first_row_) return source_.next();
  line_ = std::move(*first_row_);
  first_row_.reset();
  return std::optional<std::string_view>(line_);
}

Result<std::optional<BarBatch>> CsvReader::next() {
  if (options_.stop.stop_requested()) {
    return Error{ErrorCode::unavailable, fmt::format("stopped after line {}", source_.line())};
  }
  BarBatch batch;
  const auto first_row = rows_;
  while (batch.rows().size() < kRowsOfABatch) {
    NAUTILUS_TRY(const auto line, next_line());
    if (!line) break;
    NAUTILUS_CHECK(read_row(*line, batch));
  }
  if (options_.progress) options_.progress(source_.bytes_done(), source_.bytes_total());
  if (rows_ == first_row) return std::optional<BarBatch>();
  return std::optional(std::move(batch));
}

Result<void> CsvReader::read_row(std::string_view line, BarBatch& batch) {
  if (trimmed(line).empty()) return {};
  const auto row = rows_++;
  const auto last_field_above = last_field_size_;
  auto parsed = parse_row(line);
  if (may_be_cut(last_field_above)) {
    return at_line(row_error("has no line end, the file may be cut short: add one if it is whole"));
  }
  if (parsed) {
    batch.add(symbol_, timeframe_, bar_, known_at_);
    return {};
  }
  if (!options_.collect_rejected) return at_line(std::move(parsed).error());
  if (!first_wrong_) first_wrong_ = at_line(parsed.error());
  if (++rejected_ > static_cast<std::int64_t>(kMostRejections)) {
    return std::move(*first_wrong_)
        .in(fmt::format("more than {} rows are wrong, the first", kMostRejections));
  }
  return batch.reject(rejected_row(row, parsed.error()));
}

RejectedRow CsvReader::rejected_row(std::int64_t row, const Error& error) const {
  RejectedRow rejected{rejection(row, error), {}, {}};
  // A fault before the column symbol leaves the symbol of the row above.
  if (was_read_ || !dialect_.header.has(CsvColumn::symbol)) rejected.key = {symbol_, timeframe_};
  if (was_read_) rejected.bar = bar_;
  return rejected;
}

bool CsvReader::may_be_cut(std::size_t last_field_above) const {
  return !source_.was_ended() && !options_.is_whole && last_field_size_ != last_field_above;
}

Result<void> CsvReader::parse_row(std::string_view line) {
  was_read_ = false;
  bar_.volume = 0;  // Where there is no such column.
  date_ = {};
  time_of_day_ = {};
  known_at_.reset();
  last_field_size_ = 0;  // Of a row that cannot be split.
  std::size_t count = 0;
  for (bool at_end = false; !at_end; ++count) {
    std::string_view text;
    if (!detail::take_field(line, dialect_.header.separator, text, at_end)) {
      return row_error(fmt::format("field {}: a quote is not closed", count + 1));
    }
    if (at_end) last_field_size_ = text.size();
    if (count >= dialect_.header.columns.size()) continue;  // Counted, to be told below.
    if (auto taken = take(dialect_.header.columns[count], text); !taken) {
      return std::move(taken).error().at(dialect_.header.names[count]);
    }
  }
  if (count != dialect_.header.columns.size()) {
    last_field_size_ = 0;
    return row_error(fmt::format("has {} fields, the first line names {}", count,
                                 dialect_.header.columns.size()));
  }
  if (auto taken = take_time(); !taken) {
    return std::move(taken).error().at(name_of(CsvColumn::timestamp));
  }
  was_read_ = true;
  if (auto sound = check(bar_); !sound)
    return named_as_in(dialect_.header, std::move(sound).error());
  if (!options_.now) return {};
  auto past = check_not_ahead(bar_.timestamp, timeframe_, *options_.now);
  if (past && known_at_) past = check_not_after(*known_at_, *options_.now);
  return past ? Result<void>() : named_as_in(dialect_.header, std::move(past).error());
}

Result<void> CsvReader::take(CsvColumn column, std::string_view text) {
  switch (column) {
    case CsvColumn::timestamp: date_ = text; return {};
    case CsvColumn::time_of_day: time_of_day_ = text; return {};
    case CsvColumn::is_final: return check_final(text);
    case CsvColumn::open: return take_price(text, bar_.open);
    case CsvColumn::high: return take_price(text, bar_.high);
    case CsvColumn::low: return take_price(text, bar_.low);
    case CsvColumn::close: return take_price(text, bar_.close);
    case CsvColumn::volume: return take_number(text, dialect_.numbers, bar_.volume);
    case CsvColumn::symbol: {
      if (text == symbol_) return {};
      if (auto sound = check_symbol(text); !sound) {
        return field_error({}, sound.error().faults.front().message, "not_allowed");
      }
      symbol_ = text;
      return {};
    }
    case CsvColumn::timeframe: {
      auto parsed = Timeframe::parse(text);
      if (!parsed) return field_error({}, std::move(parsed).error().message, "not_allowed");
      timeframe_ = *parsed;
      return {};
    }
    case CsvColumn::known_at: {
      if (text.empty()) return {};
      auto at = parse_timestamp(text);
      if (!at) return field_error({}, std::move(at).error().message, "bad_timestamp");
      known_at_ = *at;
      return {};
    }
    case CsvColumn::other: return {};
  }
  return {};
}

Result<void> CsvReader::take_time() {
  auto at = time_of_day_.empty() ? times_->read(date_, source_.line())
                                 : times_->read(date_, time_of_day_, source_.line());
  if (!at) return field_error({}, std::move(at).error().message, "bad_timestamp");
  bar_.timestamp = *at;
  return {};
}

Result<void> CsvReader::take_price(std::string_view text, double& price) const {
  NAUTILUS_CHECK(take_number(text, dialect_.numbers, price));
  if (options_.dialect.price_scale) price = scaled_price(price, *options_.dialect.price_scale);
  return {};
}

std::string CsvReader::name_of(CsvColumn column) const {
  const auto& header = dialect_.header;
  const auto found = std::ranges::find(header.columns, column);
  return header.names[static_cast<std::size_t>(found - header.columns.begin())];
}

Error CsvReader::at_line(Error error) const {
  const auto& fault = error.faults.front();
  error.message = fault.location.empty() ? fmt::format("line {}: {}", source_.line(), fault.message)
                                         : fmt::format("line {}, field {}: {}", source_.line(),
                                                       fault.location.front(), fault.message);
  return std::move(error).at(fmt::format("line {}", source_.line()));
}

}  // namespace nautilus::market
