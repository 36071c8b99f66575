// SPDX-License-Identifier: MIT
#include "nautilus/market/detail/series_columns.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "nautilus/base/text.hpp"
#include "nautilus/market/detail/csv_header.hpp"
#include "nautilus/market/series/series_definition.hpp"

namespace nautilus::market::detail {
namespace {

constexpr std::array<std::string_view, 6> kDateNames{"date", "timestamp",   "datetime",
                                                     "time", "observed_at", "observation_date"};
constexpr std::array<std::string_view, 2> kReleaseNames{"released_at", "release_date"};
constexpr std::array<std::string_view, 2> kSeriesNames{"series_id", "series"};
constexpr std::string_view kValueName = "value";

Error header_error(std::string message) {
  return {ErrorCode::invalid_argument, fmt::format("line 1: {}", message)};
}

Result<std::vector<std::string>> names_of(std::string_view line, char separator) {
  std::vector<std::string> names;
  for (bool at_end = false; !at_end;) {
    std::string_view name;
    if (!take_field(line, separator, name, at_end)) return header_error("a quote is not closed");
    names.emplace_back(name);
  }
  return names;
}

/// The place of the column with one of these names. Errors: invalid_argument if there are two.
template <class Names>
Result<std::optional<std::size_t>> place_of(const std::vector<std::string>& names,
                                            const Names& wanted) {
  std::optional<std::size_t> place;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (std::ranges::find(wanted, lower_case(names[i])) == wanted.end()) continue;
    if (place) {
      return header_error(
          fmt::format("columns '{}' and '{}' mean the same: leave one", names[*place], names[i]));
    }
    place = i;
  }
  return place;
}

/// The column of that name among those that may hold values.
Result<std::size_t> named_column(const std::vector<std::string>& names,
                                 const std::vector<std::size_t>& open, std::string_view wanted) {
  std::vector<std::string_view> known;
  for (const auto place : open) {
    if (lower_case(names[place]) == lower_case(wanted)) return place;
    known.push_back(names[place]);
  }
  return header_error(fmt::format("names no column '{}' of values, only {}", wanted,
                                  fmt::format("{}", fmt::join(known, ", ")).substr(0, 200)));
}

/// The column of the one series that is asked for.
Result<std::size_t> column_of_one(const std::vector<std::string>& names,
                                  const std::vector<std::size_t>& open,
                                  const SeriesCsvOptions& options) {
  if (!options.column.empty()) return named_column(names, open, options.column);
  if (open.size() == 1) return open.front();
  if (const auto place = named_column(names, open, options.series_id)) return place;
  return named_column(names, open, kValueName);
}

Result<std::vector<ValueColumn>> value_columns(const std::vector<std::string>& names,
                                               const std::vector<std::size_t>& open,
                                               const SeriesColumns& columns,
                                               const SeriesCsvOptions& options) {
  if (open.empty()) return header_error("names no column of values beside the date");
  if (columns.series_id || !options.series_id.empty() || !options.column.empty()) {
    NAUTILUS_TRY(const auto place, column_of_one(names, open, options));
    auto series_id = columns.series_id ? std::string() : options.series_id;
    if (series_id.empty() && !columns.series_id) series_id = names[place];
    return std::vector<ValueColumn>{{place, series_id}};
  }
  std::vector<ValueColumn> values;
  for (const auto place : open) {
    if (lower_case(names[place]) == kValueName) {
      return header_error("does not say of which series the values are: name it with `series_id`");
    }
    values.push_back({place, names[place]});
  }
  return values;
}

Result<void> check_ids(const std::vector<ValueColumn>& values) {
  std::vector<std::string_view> seen;
  for (const auto& each : values) {
    if (each.series_id.empty()) continue;
    if (const auto sound = check_series_id(each.series_id); !sound) {
      return header_error(fmt::format("the name of a series {}", sound.error().faults[0].message));
    }
    if (std::ranges::find(seen, each.series_id) != seen.end()) {
      return header_error(fmt::format("names the column '{}' twice", each.series_id));
    }
    seen.push_back(each.series_id);
  }
  return {};
}

}  // namespace

Result<SeriesColumns> read_series_header(std::string_view line, const SeriesCsvOptions& options) {
  SeriesColumns columns{.separator = separator_of(line)};
  NAUTILUS_TRY(const auto names, names_of(line, columns.separator));
  columns.count = names.size();
  NAUTILUS_TRY(const auto date, place_of(names, kDateNames));
  NAUTILUS_TRY(columns.released_at, place_of(names, kReleaseNames));
  NAUTILUS_TRY(columns.series_id, place_of(names, kSeriesNames));
  if (!date) {
    return header_error(fmt::format("names no column date, only {}",
                                    fmt::format("{}", fmt::join(names, ", ")).substr(0, 200)));
  }
  columns.date = *date;
  std::vector<std::size_t> open;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i != date && i != columns.released_at && i != columns.series_id) open.push_back(i);
  }
  NAUTILUS_TRY(columns.values, value_columns(names, open, columns, options));
  NAUTILUS_CHECK(check_ids(columns.values));
  return columns;
}

}  // namespace nautilus::market::detail
