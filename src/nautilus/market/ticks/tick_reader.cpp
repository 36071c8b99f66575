// SPDX-License-Identifier: MIT
#include "nautilus/market/ticks/tick_reader.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "nautilus/base/text.hpp"

namespace nautilus::market {

TickReader::Column TickReader::column_of(std::string_view name) {
  struct Known {
    std::string_view name;
    Column column;
  };
  static constexpr std::array known{
      Known{"time", Column::time},         Known{"timestamp", Column::time},
      Known{"datetime", Column::time},     Known{"date", Column::time},
      Known{"price", Column::price},       Known{"size", Column::size},
      Known{"quantity", Column::size},     Known{"amount", Column::size},
      Known{"volume", Column::size},       Known{"bid", Column::bid},
      Known{"ask", Column::ask},           Known{"bid_size", Column::bid_size},
      Known{"ask_size", Column::ask_size},
  };
  const auto lower = detail::lower_case(name);
  const auto* const found = std::ranges::find(known, lower, &Known::name);
  return found == known.end() ? Column::other : found->column;
}

Result<TickReader> TickReader::open(const std::string& path, const DialectOptions& options,
                                    QuotePrice price) {
  NAUTILUS_TRY(auto source, detail::LineSource::open(path));
  return start(std::move(source), options, price);
}

Result<TickReader> TickReader::over(std::string_view text, const DialectOptions& options,
                                    QuotePrice price) {
  return start(detail::LineSource::over(text), options, price);
}

Result<TickReader> TickReader::start(detail::LineSource source, const DialectOptions& options,
                                     QuotePrice price) {
  TickReader reader(std::move(source), price);
  NAUTILUS_TRY(const auto line, reader.source_.next());
  if (!line) return Error{ErrorCode::invalid_argument, "line 1: is missing, the text is empty"};
  NAUTILUS_CHECK(reader.read_names(*line));
  NAUTILUS_CHECK(reader.prepare(options));
  return reader;
}

Result<void> TickReader::read_names(std::string_view line) {
  separator_ = detail::separator_of(line);
  for (bool at_end = false; !at_end;) {
    std::string_view name;
    if (!detail::take_field(line, separator_, name, at_end)) {
      return Error{ErrorCode::invalid_argument, "line 1: a quote is not closed"};
    }
    names_.emplace_back(name);
    columns_.push_back(column_of(name));
  }
  if (has(Column::time) && (has(Column::price) || (has(Column::bid) && has(Column::ask)))) {
    return {};
  }
  return Error{ErrorCode::invalid_argument,
               fmt::format("line 1: must name time and price, or time, bid and ask; names {}",
                           fmt::join(names_, ", "))};
}

Result<void> TickReader::prepare(const DialectOptions& options) {
  NAUTILUS_TRY(const auto sample, source_.ahead(kRowsOfASample));
  std::vector<std::string_view> times;
  std::vector<std::string_view> prices;
  for (auto row : sample) {
    bool at_end = false;
    for (std::size_t i = 0; i < columns_.size() && !at_end; ++i) {
      std::string_view field;
      if (!detail::take_field(row, separator_, field, at_end)) break;
      if (columns_[i] == Column::time) times.push_back(field);
      if (columns_[i] == Column::price || columns_[i] == Column::bid) prices.push_back(field);
    }
  }
  auto form = DateForm::iso;
  if (options.date_format) {
    form = *options.date_format;
  } else if (!times.empty()) {
    NAUTILUS_TRY(form, detect_date_form(times));
  }
  NAUTILUS_TRY(numbers_, detect_number_form(prices));
  NAUTILUS_TRY(auto row_times, RowTimes::make(form, options.zone));
  times_ = std::move(row_times);
  price_scale_ = options.price_scale.value_or(1);
  return {};
}

bool TickReader::has(Column column) const {
  return std::ranges::find(columns_, column) != columns_.end();
}

Result<std::optional<Trade>> TickReader::next() {
  for (;;) {
    NAUTILUS_TRY(const auto line, source_.next());
    if (!line) return std::optional<Trade>();
    if (trimmed(*line).empty()) continue;
    auto trade = parse(*line);
    if (!trade) return at_line(std::move(trade).error());
    return std::optional(*trade);
  }
}

Error TickReader::at_line(Error error) const {
  return std::move(error).in(fmt::format("line {}", source_.line()));
}

Result<Trade> TickReader::parse(std::string_view line) {
  Quote quote;
  Trade trade;
  const std::array<double*, 6> targets{&trade.price, &trade.size,     &quote.bid,
                                       &quote.ask,   &quote.bid_size, &quote.ask_size};
  std::size_t count = 0;
  for (bool at_end = false; !at_end; ++count) {
    std::string_view text;
    if (!detail::take_field(line, separator_, text, at_end) || count >= columns_.size()) {
      return Error{
          ErrorCode::invalid_argument,
          fmt::format("must have the {} fields that the first line names", columns_.size())};
    }
    const auto column = columns_[count];
    if (column == Column::time) {
      NAUTILUS_TRY(trade.at, times_->read(text, source_.line()));
    } else if (column != Column::other) {
      const auto number = read_number(text, numbers_);
      if (!number) {
        return Error{ErrorCode::invalid_argument, fmt::format("{} must be a number, was '{}'",
                                                              names_[count], text.substr(0, 40))};
      }
      const bool is_price =
          column == Column::price || column == Column::bid || column == Column::ask;
      *targets.at(static_cast<std::size_t>(column) - 1) =
          is_price ? scaled_price(*number, price_scale_) : *number;
    }
  }
  if (count != columns_.size()) {
    return Error{ErrorCode::invalid_argument,
                 fmt::format("has {} fields, the first line names {}", count, columns_.size())};
  }
  if (has(Column::price)) return trade;
  quote.at = trade.at;
  if (quote.bid > quote.ask) {
    return Error{ErrorCode::invalid_argument,
                 fmt::format("bid {} is above ask {}: no quote is crossed", quote.bid, quote.ask)};
  }
  return trade_of(quote, price_);
}

}  // namespace nautilus::market
