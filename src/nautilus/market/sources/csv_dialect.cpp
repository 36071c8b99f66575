// SPDX-License-Identifier: MIT
#include "nautilus/market/sources/csv_dialect.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "nautilus/base/text.hpp"

namespace nautilus::market {
namespace {

using detail::CsvColumn;

/// The fields of a row; as far as it can be split.
std::vector<std::string_view> fields_of(std::string_view line, char separator) {
  std::vector<std::string_view> fields;
  for (bool at_end = false; !at_end;) {
    std::string_view field;
    if (!detail::take_field(line, separator, field, at_end)) break;
    fields.push_back(field);
  }
  return fields;
}

bool is_time(std::string_view text) {
  return std::ranges::any_of(
      std::array{DateForm::iso, DateForm::compact, DateForm::day_first, DateForm::month_first,
                 DateForm::month_name, DateForm::seconds},
      [&](DateForm form) { return read_time(text, form).has_value(); });
}

/// A line whose first field is a time and whose others hold no letter names nothing.
bool is_row(std::string_view line) {
  const auto fields = fields_of(line, detail::separator_of(line));
  const auto has_letter = [](std::string_view text) {
    return std::ranges::any_of(text, [](char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; });
  };
  return fields.size() > 4 && is_time(fields.front()) &&
         std::none_of(fields.begin() + 1, fields.end(), has_letter);
}

Result<detail::CsvHeader> header_of(std::string_view first_line, bool has_names,
                                    const DialectOptions& options) {
  if (has_names) return detail::read_csv_header(first_line);
  if (!options.columns) {
    return Error{
        ErrorCode::invalid_argument,
        fmt::format("line 1: names no columns but holds values: give --columns, such as {}",
                    "date,open,high,low,close,volume")};
  }
  NAUTILUS_TRY(auto header, detail::read_csv_header(*options.columns));
  header.separator = detail::separator_of(first_line);
  const auto count = fields_of(first_line, header.separator).size();
  if (count != header.columns.size()) {
    return Error{
        ErrorCode::invalid_argument,
        fmt::format("line 1: has {} fields, --columns names {}", count, header.columns.size())};
  }
  return header;
}

/// The texts of the rows in the columns of these kinds. What is empty says nothing.
std::vector<std::string_view> texts_in(const detail::CsvHeader& header,
                                       const std::vector<std::string_view>& rows, CsvColumn from,
                                       CsvColumn to) {
  std::vector<std::string_view> texts;
  for (const auto row : rows) {
    const auto fields = fields_of(row, header.separator);
    for (std::size_t i = 0; i < std::min(fields.size(), header.columns.size()); ++i) {
      const bool wanted = header.columns[i] >= from && header.columns[i] <= to;
      if (wanted && !fields[i].empty()) texts.push_back(fields[i]);
    }
  }
  return texts;
}

Result<DateForm> date_form_of(const CsvDialect& dialect, const std::vector<std::string_view>& rows,
                              const DialectOptions& options) {
  if (options.date_format) return *options.date_format;
  // Nanoseconds are said by the name; elsewhere the size tells.
  const auto column = std::ranges::find(dialect.header.columns, CsvColumn::timestamp);
  const auto place = static_cast<std::size_t>(column - dialect.header.columns.begin());
  if (dialect.header.names[place].ends_with("_ns")) return DateForm::nanoseconds;
  const auto texts = texts_in(dialect.header, rows, CsvColumn::timestamp, CsvColumn::timestamp);
  if (texts.empty()) return DateForm::iso;
  auto form = detect_date_form(texts);
  if (form) return form;
  if (form.error().code != ErrorCode::not_found) return std::move(form).error().in("line 2");
  // One wrong row among many must not hide the form: the reader names that row.
  const auto of_first = detect_date_form(std::span(texts).first(1));
  return of_first ? *of_first : DateForm::iso;
}

Result<NumberForm> number_form_of(const CsvDialect& dialect,
                                  const std::vector<std::string_view>& rows,
                                  const DialectOptions& options) {
  const auto texts = texts_in(dialect.header, rows, CsvColumn::open, CsvColumn::volume);
  if (!options.decimal) return detect_number_form(texts);
  if (*options.decimal != "." && *options.decimal != ",") {
    return Error{ErrorCode::invalid_argument,
                 fmt::format("decimal must be . or , was '{}'", options.decimal->substr(0, 10))};
  }
  const char decimal = options.decimal->front();
  const char other = decimal == '.' ? ',' : '.';
  const bool grouped = std::ranges::any_of(
      texts, [&](std::string_view text) { return text.find(other) != std::string_view::npos; });
  return NumberForm{decimal, grouped ? other : '\0'};
}

}  // namespace

Result<CsvDialect> detect_dialect(std::string_view first_line,
                                  const std::vector<std::string_view>& rows,
                                  const DialectOptions& options) {
  CsvDialect dialect{.has_names = !is_row(first_line)};
  NAUTILUS_TRY(dialect.header, header_of(first_line, dialect.has_names, options));
  auto sample = rows;
  if (!dialect.has_names) sample.insert(sample.begin(), first_line);
  NAUTILUS_TRY(dialect.date_form, date_form_of(dialect, sample, options));
  NAUTILUS_TRY(dialect.numbers, number_form_of(dialect, sample, options));
  return dialect;
}

}  // namespace nautilus::market
