// SPDX-License-Identifier: MIT
#include "nautilus/market/detail/csv_header.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include <fmt/format.h>

#include "nautilus/base/text.hpp"

namespace nautilus::market::detail {
namespace {

struct KnownName {
  std::string_view name;
  CsvColumn column;
};

constexpr std::array kKnownNames{
    KnownName{"timestamp", CsvColumn::timestamp},
    KnownName{"date", CsvColumn::timestamp},
    KnownName{"datetime", CsvColumn::timestamp},
    KnownName{"time", CsvColumn::timestamp},
    KnownName{"open", CsvColumn::open},
    KnownName{"high", CsvColumn::high},
    KnownName{"low", CsvColumn::low},
    KnownName{"close", CsvColumn::close},
    KnownName{"volume", CsvColumn::volume},
    KnownName{"symbol", CsvColumn::symbol},
    KnownName{"ticker", CsvColumn::symbol},
    KnownName{"timeframe", CsvColumn::timeframe},
    KnownName{"known_at", CsvColumn::known_at},
    // The platform's table market_bars.
    KnownName{"timestamp_ns", CsvColumn::timestamp},
    KnownName{"timestamp_utc", CsvColumn::timestamp},
    KnownName{"instrument_id", CsvColumn::symbol},
    KnownName{"open_price", CsvColumn::open},
    KnownName{"high_price", CsvColumn::high},
    KnownName{"low_price", CsvColumn::low},
    KnownName{"close_price", CsvColumn::close},
    KnownName{"is_final", CsvColumn::is_final},
};

constexpr std::size_t kMostColumns = 1'000;

constexpr std::array kRequired{
    KnownName{"date (or timestamp)", CsvColumn::timestamp},
    KnownName{"open", CsvColumn::open},
    KnownName{"high", CsvColumn::high},
    KnownName{"low", CsvColumn::low},
    KnownName{"close", CsvColumn::close},
};

CsvColumn column_of(std::string_view name) {
  if (name.starts_with('<') && name.ends_with('>')) name = name.substr(1, name.size() - 2);
  const auto lower = lower_case(name);
  const auto* const found = std::ranges::find(kKnownNames, lower, &KnownName::name);
  return found == kKnownNames.end() ? CsvColumn::other : found->column;
}

/// Of two columns `date` and `time` the second holds the times of day.
void part_time_from_date(CsvHeader& header) {
  const auto place_of = [&](std::string_view word) {
    const auto found = std::ranges::find_if(header.names, [&](const std::string& name) {
      const auto lower = lower_case(name);
      return lower == word || lower == fmt::format("<{}>", word);
    });
    return static_cast<std::size_t>(found - header.names.begin());
  };
  const auto date = place_of("date");
  const auto time = place_of("time");
  if (date < header.names.size() && time < header.names.size()) {
    header.columns[time] = CsvColumn::time_of_day;
  }
}

Error header_error(std::string message) {
  return {ErrorCode::invalid_argument, fmt::format("line 1: {}", message)};
}

std::optional<Error> doubled(const CsvHeader& header) {
  for (std::size_t i = 0; i < header.columns.size(); ++i) {
    if (header.columns[i] == CsvColumn::other) continue;
    const auto earlier =
        std::find(header.columns.begin(), header.columns.begin() + static_cast<std::ptrdiff_t>(i),
                  header.columns[i]);
    const auto first = static_cast<std::size_t>(earlier - header.columns.begin());
    if (first == i) continue;
    return header_error(fmt::format("columns '{}' and '{}' mean the same: leave one",
                                    header.names[first], header.names[i]));
  }
  return std::nullopt;
}

/// Lines that end in CR alone would make the whole text its first line.
bool ends_lines_in_cr(std::string_view line) {
  const auto cr = line.find('\r');
  return cr != std::string_view::npos && cr + 1 < line.size();
}

std::optional<Error> missing(const CsvHeader& header) {
  std::vector<std::string_view> absent;
  for (const auto& required : kRequired) {
    if (!header.has(required.column)) absent.push_back(required.name);
  }
  if (absent.empty()) return std::nullopt;
  return header_error(fmt::format(
      "names no column {}, only {}: the first line must name the columns", fmt::join(absent, ", "),
      std::string_view(fmt::format("{}", fmt::join(header.names, ", "))).substr(0, 200)));
}

/// A column like "Vlume" is no other column but a misspelt one, as long as that one is missing.
std::optional<Error> misspelt(const CsvHeader& header) {
  std::vector<std::string_view> absent;
  for (const auto& known : kKnownNames) {
    if (!header.has(known.column)) absent.push_back(known.name);
  }
  for (std::size_t i = 0; i < header.columns.size(); ++i) {
    if (header.columns[i] != CsvColumn::other) continue;
    const auto meant = did_you_mean(lower_case(header.names[i]), absent);
    if (!meant.empty())
      return header_error(fmt::format("no column '{}'{}", header.names[i], meant));
  }
  return std::nullopt;
}

}  // namespace

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (auto& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

char separator_of(std::string_view line) {
  constexpr std::string_view separators = ",;\t|";
  return *std::ranges::max_element(
      separators, {}, [&](char separator) { return std::ranges::count(line, separator); });
}

bool CsvHeader::has(CsvColumn column) const {
  return std::ranges::find(columns, column) != columns.end();
}

bool take_field(std::string_view& line, char separator, std::string_view& field, bool& at_end) {
  if (!line.empty() && line.front() == '"') {
    const auto close = line.find('"', 1);
    if (close == std::string_view::npos) return false;
    field = trimmed(line.substr(1, close - 1));
    line.remove_prefix(close + 1);
    at_end = line.empty();
    if (!at_end && line.front() != separator) return false;
    if (!at_end) line.remove_prefix(1);
    return true;
  }
  const auto end = line.find(separator);
  at_end = end == std::string_view::npos;
  field = trimmed(line.substr(0, end));
  line.remove_prefix(at_end ? line.size() : end + 1);
  return true;
}

Result<CsvHeader> read_csv_header(std::string_view line) {
  if (ends_lines_in_cr(line)) {
    return header_error("lines end in CR alone: save the file with LF or CR LF");
  }
  CsvHeader header{.separator = separator_of(line)};
  for (bool at_end = false; !at_end;) {
    std::string_view name;
    if (!take_field(line, header.separator, name, at_end)) {
      return header_error("a quote is not closed");
    }
    if (header.names.size() == kMostColumns) {
      return header_error(fmt::format("names more than {} columns", kMostColumns));
    }
    header.names.emplace_back(name);
    header.columns.push_back(column_of(name));
  }
  part_time_from_date(header);
  for (const auto& error : {doubled(header), misspelt(header), missing(header)}) {
    if (error) return *error;
  }
  return header;
}

}  // namespace nautilus::market::detail
