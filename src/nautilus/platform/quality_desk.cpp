// SPDX-License-Identifier: MIT
#include "nautilus/platform/quality_desk.hpp"

#include <algorithm>
#include <functional>

#include <fmt/format.h>

#include "nautilus/base/text.hpp"
#include "nautilus/market/actions/action_store.hpp"
#include "nautilus/market/csv_ingest.hpp"
#include "nautilus/market/quality/check.hpp"
#include "nautilus/market/quality/ingest_findings.hpp"
#include "nautilus/storage/sqlite/open.hpp"
#include "nautilus/storage/table.hpp"
#include "nautilus/storage/temporary_folder.hpp"

namespace nautilus::platform {
namespace {

/// Where bars come from: what is held, or a file.
struct Source {
  storage::Database& database;
  const market::CalendarSet& calendars;
  std::function<Result<market::BarSeries>(const market::SeriesKey&)> bars;
  std::function<Result<std::vector<market::SeriesKey>>()> list;
  /// What a name means, under which names its bars came in.
  std::function<NamedSeries(const market::SeriesKey&)> names;
  /// Ex-dates of the splits known under these names, ascending.
  std::function<Result<std::vector<Timestamp>>(std::span<const market::NameInTime>)> splits;
};

Result<void> check_query(const QualityQuery& query) {
  if (query.from && query.to && *query.from >= *query.to) {
    return field_error({"query", "from"}, "must be before `to`", "out_of_range");
  }
  if (!query.check || market::find_check(*query.check) != nullptr) return {};
  std::vector<std::string_view> known;
  for (const auto& each : market::all_checks()) known.push_back(each.name);
  return field_error({"query", "check"},
                     fmt::format("no such check: '{}'{}; there are {}", *query.check,
                                 did_you_mean(*query.check, known), fmt::join(known, ", ")),
                     "not_allowed");
}

Result<market::CalendarPointer> calendar_of(const QualityQuery& query,
                                            const market::CalendarSet& calendars) {
  if (!query.calendar) return market::CalendarPointer();
  auto named = calendars.find(*query.calendar);
  if (named) return named;
  return field_error({"query", "calendar"}, named.error().message, "not_allowed");
}

/// Whether the query asks for this finding; one without a time is asked for at any.
bool is_asked(const market::Finding& finding, const QualityQuery& query) {
  if (query.check && finding.check != *query.check) return false;
  if (query.from && finding.to && *finding.to < *query.from) return false;
  return !query.to || !finding.from || *finding.from < *query.to;
}

/// Whether any of what was found is of that time; what has none may be.
bool is_within(const market::Finding& finding, const market::Period& period) {
  if (!finding.from) return true;
  const auto last = finding.to.value_or(*finding.from);
  return *finding.from < period.to && last >= period.from;
}

/// Why no gaps are looked for, or nothing.
std::string why_no_gaps(const market::BarSeries& bars, const market::Calendar* calendar) {
  if (bars.key.timeframe.length() > std::chrono::days(1)) {
    return "a bar is longer than a session";
  }
  if (calendar == nullptr) {
    return "no calendar of the symbol is known; name one with `calendar`, such as XNYS";
  }
  if (!bars.empty() && bars.timestamps.front() < calendar->first()) {
    return fmt::format("{} knows its sessions from {}; bars before are not checked for gaps",
                       calendar->name(), format_date(calendar->first()));
  }
  return {};
}

/// Looks at the bars of one series, and at what was kept of it.
class Assessment {
 public:
  Assessment(const Source& source, const QualityQuery& query, market::CalendarPointer calendar)
      : source_(source), query_(query), calendar_(std::move(calendar)) {}

  Result<SeriesQuality> of(const market::SeriesKey& key) {
    const auto series = source_.names(key);
    SeriesQuality found{.symbol = series.key.symbol, .timeframe = key.timeframe};
    auto bars = source_.bars(key);
    NAUTILUS_TRY(auto findings, kept(series));
    if (bars) {
      NAUTILUS_CHECK(add_bars(*bars, series.names, found, findings));
    } else if (bars.error().code != ErrorCode::not_found || findings.empty()) {
      return std::move(bars).error();  // Else every row of the series was rejected.
    }
    std::ranges::stable_sort(findings, {}, &market::Finding::from);
    for (auto& each : findings) {
      if (!is_asked(each, query_)) continue;
      ++found.total_findings;
      found.counts[each.check] += each.count;
      if (query_.symbol && std::ssize(found.findings) < query_.limit) {
        found.findings.push_back(std::move(each));
      }
    }
    return found;
  }

 private:
  /// What was found as rows came in under any name of the series, in its time.
  Result<std::vector<market::Finding>> kept(const NamedSeries& series) {
    NAUTILUS_TRY(const auto transaction, source_.database.read());
    std::vector<market::Finding> findings;
    for (const auto& name : series.names) {
      const market::SeriesKey key{name.name, series.key.timeframe};
      NAUTILUS_TRY(auto all, market::read_ingest_findings(*transaction, key));
      if (all.empty()) continue;
      for (auto& each : all.front().findings) {
        if (is_within(each, name.within)) findings.push_back(std::move(each));
      }
    }
    return findings;
  }

  Result<void> add_bars(const market::BarSeries& bars, std::span<const market::NameInTime> names,
                        SeriesQuality& found, std::vector<market::Finding>& findings) {
    const auto* calendar = calendar_ ? calendar_.get() : bars.calendar.get();
    NAUTILUS_TRY(const auto splits, source_.splits(names));
    found.bars = static_cast<std::int64_t>(bars.size());
    if (calendar != nullptr) found.calendar = calendar->name();
    if (auto reason = why_no_gaps(bars, calendar); !reason.empty()) {
      found.missing["gap"] = std::move(reason);
    }
    std::ranges::move(market::assess({.bars = bars, .calendar = calendar, .known_splits = splits}),
                      std::back_inserter(findings));
    return {};
  }

  const Source& source_;
  const QualityQuery& query_;
  market::CalendarPointer calendar_;
};

/// Every series with bars or with kept findings, by symbol and timeframe.
Result<std::vector<market::SeriesKey>> all_keys(const Source& source) {
  NAUTILUS_TRY(auto keys, source.list());
  NAUTILUS_TRY(const auto transaction, source.database.read());
  NAUTILUS_TRY(const auto kept, market::read_ingest_findings(*transaction, std::nullopt));
  for (const auto& each : kept) keys.push_back(source.names(each.key).key);
  std::ranges::sort(keys);
  const auto repeated = std::ranges::unique(keys);
  keys.erase(repeated.begin(), repeated.end());
  return keys;
}

Result<QualityAnswer> assess(const Source& source, const QualityQuery& query,
                             const Cancellation& cancellation) {
  NAUTILUS_CHECK(check_query(query));
  NAUTILUS_TRY(auto calendar, calendar_of(query, source.calendars));
  std::vector<market::SeriesKey> keys;
  if (query.symbol) {
    keys.push_back({*query.symbol, query.timeframe});
  } else {
    NAUTILUS_TRY(keys, all_keys(source));
  }
  Assessment assessment(source, query, std::move(calendar));
  QualityAnswer answer;
  for (const auto& key : keys) {
    NAUTILUS_CHECK(cancellation.check());
    NAUTILUS_TRY(answer.series.emplace_back(), assessment.of(key));
  }
  return answer;
}

/// Ex-dates of the splits that were known by then, ascending as actions are listed.
Result<std::vector<Timestamp>> splits_of(storage::Database& database,
                                         std::span<const market::NameInTime> names,
                                         std::optional<Timestamp> as_of) {
  NAUTILUS_TRY(const auto transaction, database.read());
  NAUTILUS_TRY(const auto actions, market::select_actions(*transaction, names, {.as_of = as_of}));
  std::vector<Timestamp> dates;
  for (const auto& each : actions) {
    if (each.type == market::ActionType::split) dates.push_back(each.ex_date);
  }
  return dates;
}

Result<std::vector<market::SeriesKey>> stored_keys(market::BarStore& store) {
  NAUTILUS_TRY(const auto summaries, store.symbols());
  std::vector<market::SeriesKey> keys;
  for (const auto& each : summaries) keys.push_back({each.symbol, each.timeframe});
  return keys;
}

/// Stores the sound rows of a file.
Result<void> store_file(market::BarStore& store, const std::string& path, const IngestQuery& file,
                        Timestamp now, const std::stop_token& stop) {
  market::CsvOptions options;
  options.symbol = file.symbol.value_or("");
  options.timeframe = file.timeframe.value_or(market::Timeframe());
  options.collect_rejected = true;
  options.now = now;
  options.stop = stop;
  NAUTILUS_TRY(auto reader, market::CsvReader::open(path, std::move(options)));
  NAUTILUS_TRY(const auto report, market::ingest(reader, store, now));
  static_cast<void>(report);  // What was rejected stands among the findings.
  return {};
}

}  // namespace

Result<QualityAnswer> QualityDesk::quality(const QualityQuery& query,
                                           const Cancellation& cancellation) {
  const Source source{
      database_,
      calendars_,
      [&](const market::SeriesKey& key) { return market_.series(key, query.as_of); },
      [&] { return market_.names().readable(); },
      [&](const market::SeriesKey& key) { return market_.names().of(key, query.as_of); },
      [&](const auto& names) { return splits_of(database_, names, query.as_of); }};
  return assess(source, query, cancellation);
}

Result<QualityAnswer> check_file(const std::string& path, const IngestQuery& file,
                                 const QualityQuery& query, const Clock& clock,
                                 const std::stop_token& stop) {
  // Through a database of its own, so that a file is judged by the very code that would store it.
  const storage::TemporaryFolder folder;
  NAUTILUS_TRY(const auto database, storage::sqlite::open(folder.file("check.sqlite"), {}));
  NAUTILUS_CHECK(storage::migrate(*database, market::BarStore::tables()));
  market::BarStore store(*database);
  NAUTILUS_CHECK(store_file(store, path, file, clock.now(), stop));
  const market::CalendarSet calendars;
  const Source source{
      *database,
      calendars,
      [&](const market::SeriesKey& key) { return store.read({.key = key, .as_of = query.as_of}); },
      [&] { return stored_keys(store); },
      [](const market::SeriesKey& key) { return NamedSeries::as_stored(key); },
      [](const auto& /*names*/) { return std::vector<Timestamp>(); }};
  return assess(source, query, {});
}

std::vector<CheckAnswer> list_checks() {
  std::vector<CheckAnswer> list;
  for (const auto& check : market::all_checks()) {
    CheckAnswer each{std::string(check.name),
                     std::string(check.finds),
                     check.severity,
                     check.run == nullptr,
                     {}};
    for (const auto& [name, value, meaning] : check.parameters) {
      each.parameters.push_back({std::string(name), value, std::string(meaning)});
    }
    list.push_back(std::move(each));
  }
  return list;
}

}  // namespace nautilus::platform
