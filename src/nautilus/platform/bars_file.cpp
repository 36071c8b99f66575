// SPDX-License-Identifier: MIT
#include "nautilus/platform/bars_file.hpp"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "nautilus/market/calendars/builtin_calendars.hpp"
#include "nautilus/market/csv_reader.hpp"
#include "nautilus/market/symbol.hpp"
#include "nautilus/platform/session_join.hpp"

namespace nautilus::platform {
namespace {

/// `SP500` of `data/SP500.csv.gz`, if that can be a symbol.
std::string symbol_of_file(const std::string& path) {
  auto name = std::filesystem::path(path).filename().string();
  name = name.substr(0, name.find('.'));
  return market::check_symbol(name) ? name : "CSV";
}

/// All bars, as they come, of the series that they name.
Result<std::vector<market::Bar>> read_all(market::CsvReader& reader, market::SeriesKey& key) {
  std::vector<market::Bar> bars;
  std::optional<market::SeriesKey> only;
  for (;;) {
    NAUTILUS_TRY(const auto batch, reader.next());
    if (!batch) break;
    for (const auto& each : batch->keys()) {
      if (only && *only != each) {
        return field_error(
            {"csv"},
            fmt::format("has bars of {} {} and of {} {}: ingest it, and ask for one", only->symbol,
                        only->timeframe.name(), each.symbol, each.timeframe.name()),
            "not_allowed");
      }
      only = each;
    }
    for (const auto& row : batch->rows()) bars.push_back(row.bar);
  }
  key = only.value_or(key);
  return bars;
}

/// Oldest first, each time once.
Result<void> put_in_order(std::vector<market::Bar>& bars) {
  std::ranges::stable_sort(bars, {}, &market::Bar::timestamp);
  const auto repeated = std::ranges::unique(bars);
  bars.erase(repeated.begin(), repeated.end());
  const auto twice = std::ranges::adjacent_find(bars, {}, &market::Bar::timestamp);
  if (twice == bars.end()) return {};
  return field_error({"csv"},
                     fmt::format("has two different bars of {}; ingest it, which keeps both",
                                 format_timestamp(twice->timestamp)),
                     "not_allowed");
}

}  // namespace

Result<market::BarSeries> read_bars_file(const BarsFileQuery& query,
                                         const std::optional<std::string>& symbol,
                                         market::Timeframe timeframe,
                                         std::optional<Timestamp> as_of,
                                         const std::stop_token& stop) {
  const auto& path = query.csv.value();
  market::BarSeries series{.key = {symbol.value_or(symbol_of_file(path)), timeframe}};
  if (query.calendar) {
    auto calendar = market::builtin_calendar(*query.calendar);
    if (!calendar) return field_error({"calendar"}, calendar.error().message, "not_allowed");
    series.calendar = *calendar;
  }
  NAUTILUS_TRY(auto reader, market::CsvReader::open(path, {.symbol = series.key.symbol,
                                                           .timeframe = timeframe,
                                                           .dialect = query,
                                                           .stop = stop}));
  NAUTILUS_TRY(auto bars, read_all(reader, series.key));
  NAUTILUS_CHECK(put_in_order(bars));
  series.reserve(bars.size());
  for (const auto& bar : bars) {
    series.push_back(bar);
    if (as_of && series.available_at(series.size() - 1) > *as_of) {
      series.pop_back();
      break;
    }
  }
  if (!series.empty()) return series;
  return Error{ErrorCode::insufficient_data, "no bar of the file was over by then"};
}

JoinedColumns join_to_file(std::span<const std::string> references, const market::BarSeries& bars) {
  JoinedColumns all;
  const auto known_at = known_times(bars);
  for (const std::string_view each : references) {
    auto joined = Joined::absent("it joins another series, and only the file is read; ingest both");
    constexpr std::string_view published = "published:";
    if (each.starts_with(published)) {
      auto sessions = join_sessions(each.substr(published.size()), bars, known_at);
      const bool lacks_calendar = sessions && !sessions->column && !bars.calendar;
      if (sessions) joined = *std::move(sessions);
      if (lacks_calendar) joined.reason = "name the calendar of the sessions with --calendar";
    }
    all.add(each, std::move(joined));
  }
  return all;
}

}  // namespace nautilus::platform
