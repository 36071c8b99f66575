// SPDX-License-Identifier: MIT
#include "nautilus/market/csv_reader.hpp"

#include <array>

#include <fmt/format.h>

#include "nautilus/base/text.hpp"
#include "nautilus/market/symbol.hpp"

namespace nautilus::market {
namespace {

using detail::CsvColumn;

constexpr std::size_t kRowsOfABatch = 16'384;
constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

Result<void> take_number(std::string_view text, double& out) {
  const auto number = parse_number(text);
  if (!number) {
    return field_error({}, fmt::format("must be a number, was '{}'", text.substr(0, 40)),
                       "wrong_type");
  }
  out = *number;
  return {};
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
  NAUTILUS_TRY(header_, detail::read_csv_header(*line));
  if (!source_.was_ended() && !options_.is_whole) {
    return Error{ErrorCode::invalid_argument, "line 1: has no line end, the file may be cut short"};
  }
  timeframe_ = options_.timeframe;
  symbol_ = options_.symbol;
  if (header_.has(CsvColumn::symbol)) return {};
  if (symbol_.empty()) {
    return Error{ErrorCode::invalid_argument,
                 "line 1: names no column symbol: add one, or give the symbol of all rows"};
  }
  return check_symbol(symbol_);
}

Result<std::optional<BarBatch>> CsvReader::next() {
  if (options_.stop.stop_requested()) {
    return Error{ErrorCode::unavailable, fmt::format("stopped after line {}", source_.line())};
  }
  BarBatch batch;
  const auto first_row = rows_;
  while (batch.rows().size() < kRowsOfABatch) {
    NAUTILUS_TRY(const auto line, source_.next());
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
  if (++rejected_ > static_cast<std::int64_t>(kMostRejections)) {
    return at_line(std::move(parsed).error())
        .in(fmt::format("more than {} rows are wrong", kMostRejections));
  }
  return batch.reject(rejected_row(row, parsed.error()));
}

RejectedRow CsvReader::rejected_row(std::int64_t row, const Error& error) const {
  RejectedRow rejected{rejection(row, error), {}, {}};
  // A fault before the column symbol leaves the symbol of the row above.
  if (was_read_ || !header_.has(CsvColumn::symbol)) rejected.key = {symbol_, timeframe_};
  if (was_read_) rejected.bar = bar_;
  return rejected;
}

bool CsvReader::may_be_cut(std::size_t last_field_above) const {
  return !source_.was_ended() && !options_.is_whole && last_field_size_ != last_field_above;
}

Result<void> CsvReader::parse_row(std::string_view line) {
  was_read_ = false;
  bar_.volume = 0;  // Where there is no such column.
  known_at_.reset();
  last_field_size_ = 0;  // Of a row that cannot be split.
  std::size_t count = 0;
  for (bool at_end = false; !at_end; ++count) {
    std::string_view text;
    if (!detail::take_field(line, header_.separator, text, at_end)) {
      return row_error(fmt::format("field {}: a quote is not closed", count + 1));
    }
    if (at_end) last_field_size_ = text.size();
    if (count >= header_.columns.size()) continue;  // Counted, to be told below.
    if (auto taken = take(header_.columns[count], text); !taken) {
      return std::move(taken).error().at(header_.names[count]);
    }
  }
  if (count != header_.columns.size()) {
    last_field_size_ = 0;
    return row_error(
        fmt::format("has {} fields, the first line names {}", count, header_.columns.size()));
  }
  was_read_ = true;
  if (auto sound = check(bar_); !sound) return named_as_in(header_, std::move(sound).error());
  if (!known_at_ || !options_.now) return {};
  auto past = check_not_after(*known_at_, *options_.now);
  return past ? Result<void>() : named_as_in(header_, std::move(past).error());
}

Result<void> CsvReader::take(CsvColumn column, std::string_view text) {
  switch (column) {
    case CsvColumn::timestamp: {
      auto at = parse_timestamp(text);
      if (!at) return field_error({}, std::move(at).error().message, "bad_timestamp");
      bar_.timestamp = *at;
      return {};
    }
    case CsvColumn::open: return take_number(text, bar_.open);
    case CsvColumn::high: return take_number(text, bar_.high);
    case CsvColumn::low: return take_number(text, bar_.low);
    case CsvColumn::close: return take_number(text, bar_.close);
    case CsvColumn::volume: return take_number(text, bar_.volume);
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

Error CsvReader::at_line(Error error) const {
  const auto& fault = error.faults.front();
  error.message = fault.location.empty() ? fmt::format("line {}: {}", source_.line(), fault.message)
                                         : fmt::format("line {}, field {}: {}", source_.line(),
                                                       fault.location.front(), fault.message);
  return std::move(error).at(fmt::format("line {}", source_.line()));
}

}  // namespace nautilus::market
