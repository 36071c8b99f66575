// SPDX-License-Identifier: MIT
#include "nautilus/market/bar_store.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "nautilus/base/text.hpp"
#include "nautilus/market/detail/bar_insertion.hpp"
#include "nautilus/market/detail/bar_rows.hpp"
#include "nautilus/market/detail/bar_selection.hpp"
#include "nautilus/market/detail/bar_tables.hpp"
#include "nautilus/market/detail/series_revisions.hpp"
#include "nautilus/market/segments/segment_store.hpp"
#include "nautilus/market/symbol.hpp"

namespace nautilus::market {
namespace {

/// The open times that a query asks for, from the first to before the second.
struct Range {
  Timestamp from = kEarliest;
  Timestamp to = kLatest;
};

Range range_of(const BarQuery& query) {
  Range range{query.from.value_or(kEarliest), query.to.value_or(kLatest)};
  if (query.as_of) {
    const auto* calendar = query.calendar.get();
    range.to = std::min(range.to, known_before(*query.as_of, query.key.timeframe, calendar));
  }
  return range;
}

/// What the table of series says of one.
struct SeriesRow {
  std::int64_t id = 0;
  bool has_versions = false;
  std::optional<Timestamp> known_by;
};

/// The error for a series that is not held, naming the nearest symbol or the timeframes held.
Result<SeriesRow> not_held(storage::Transaction& transaction, const SeriesKey& key) {
  NAUTILUS_TRY(const auto select, transaction.prepare("SELECT symbol, timeframe FROM series "
                                                      "WHERE bars > 0 ORDER BY symbol, timeframe"));
  std::vector<std::string> symbols;
  std::vector<std::string> timeframes;
  for (;;) {
    NAUTILUS_TRY(const bool found, select->step());
    if (!found) break;
    symbols.emplace_back(select->text(0));
    if (symbols.back() == key.symbol) timeframes.emplace_back(select->text(1));
  }
  if (!timeframes.empty()) {
    return Error{ErrorCode::not_found,
                 fmt::format("no {} bars of '{}' are held, only {}", key.timeframe.name(),
                             key.symbol, fmt::join(timeframes, ", "))};
  }
  const std::vector<std::string_view> known(symbols.begin(), symbols.end());
  return Error{ErrorCode::not_found, fmt::format("no bars of '{}' are held{}", key.symbol,
                                                 did_you_mean(key.symbol, known))};
}

Result<SeriesRow> series_row(storage::Transaction& transaction, const SeriesKey& key) {
  const auto timeframe = key.timeframe.name();
  NAUTILUS_TRY(const auto select,
               transaction.prepare("SELECT id, versions, known_by FROM series "
                                   "WHERE symbol = ? AND timeframe = ? AND bars > 0"));
  select->bind(1, std::string_view(key.symbol));
  select->bind(2, std::string_view(timeframe));
  NAUTILUS_TRY(const bool found, select->step());
  if (!found) return not_held(transaction, key);
  return SeriesRow{select->integer(0), select->integer(1) > 0, detail::known_at_of(*select, 2)};
}

constexpr std::int64_t kNoLimit = -1;
constexpr std::int64_t kHighestLimit = 1'000'000'000;

constexpr std::string_view kStatedKnowledge =
    "SELECT timestamp, max(known_at) FROM "
    "(SELECT timestamp, known_at FROM bars WHERE series_id = ?1 AND timestamp >= ?2 "
    "AND timestamp < ?3 AND known_at <= ?4 UNION ALL "
    "SELECT timestamp, known_at FROM bar_versions WHERE series_id = ?1 AND timestamp >= ?2 "
    "AND timestamp < ?3 AND known_at <= ?4) GROUP BY timestamp";

Result<void> check_query(const BarQuery& query) {
  NAUTILUS_CHECK(check_symbol(query.key.symbol));
  if (!query.limit || (*query.limit >= 1 && *query.limit <= kHighestLimit)) return {};
  return field_error({"limit"},
                     fmt::format("must be between 1 and {}, was {}", kHighestLimit, *query.limit),
                     "out_of_range");
}

Result<BarSeries> select_bars(storage::Database& database, const BarQuery& query, bool newest_first,
                              std::int64_t limit) {
  NAUTILUS_TRY(const auto transaction, database.read());
  NAUTILUS_TRY(const auto row, series_row(*transaction, query.key));
  const auto range = range_of(query);
  detail::BarSelection selection{.series_id = row.id,
                                 .from = range.from,
                                 .to = range.to,
                                 .has_versions = row.has_versions,
                                 .newest_first = newest_first,
                                 .limit = limit};
  // Once every correction is known, the newest versions are what was known.
  if (row.known_by && query.as_of && *query.as_of < *row.known_by) selection.as_of = query.as_of;
  BarSeries series{.key = query.key, .calendar = query.calendar};
  NAUTILUS_CHECK(detail::select_bars(*transaction, selection, series));
  return series;
}

SegmentQuery segment_query(const BarQuery& query, bool newest, std::optional<std::int64_t> limit,
                           BarColumnSet columns) {
  const auto range = range_of(query);
  SegmentQuery wanted{.key = query.key,
                      .from = range.from,
                      .to = range.to,
                      .as_of = query.as_of,
                      .newest = newest,
                      .columns = columns};
  if (limit) wanted.limit = static_cast<std::size_t>(*limit);
  return wanted;
}

}  // namespace

BarStore::BarStore(storage::Database& database, SegmentStore* segments)
    : database_(database),
      segments_(segments),
      revisions_(std::make_unique<detail::SeriesRevisions>(database)) {}

BarStore::~BarStore() = default;

std::span<const storage::Table* const> BarStore::tables() { return detail::kTables; }

Result<std::unique_ptr<BarWriter>> BarStore::begin(Timestamp received_at, CalendarOf calendar_of) {
  return detail::BarInsertion::begin(database_, received_at, std::move(calendar_of));
}

Result<IngestReport> BarStore::write(const SeriesKey& key, std::span<const Bar> bars,
                                     Timestamp received_at) {
  NAUTILUS_CHECK(check_symbol(key.symbol));
  BarBatch batch;
  for (std::size_t i = 0; i < bars.size(); ++i) {
    if (const auto sound = check(bars[i]); sound) {
      batch.add(key.symbol, key.timeframe, bars[i]);
    } else {
      NAUTILUS_CHECK(
          batch.reject({rejection(static_cast<std::int64_t>(i), sound.error()), key, bars[i]}));
    }
  }
  return write(batch, received_at);
}

Result<IngestReport> BarStore::write(const BarBatch& batch, Timestamp received_at) {
  NAUTILUS_TRY(const auto writer, begin(received_at));
  NAUTILUS_CHECK(writer->add(batch));
  return writer->finish();
}

std::optional<std::int64_t> BarStore::revision_for_segments(const SeriesKey& key) {
  if (segments_ == nullptr) return std::nullopt;
  const auto revision = revisions_->of(key);
  return revision ? *revision : std::nullopt;  // Reading the rows will say what is wrong.
}

Result<BarSeries> BarStore::select(const BarQuery& query, bool newest,
                                   std::optional<std::int64_t> limit) {
  if (const auto revision = revision_for_segments(query.key)) {
    const auto wanted = segment_query(query, newest, limit, kAllBarColumns);
    if (auto series = segments_->read(wanted, *revision)) {
      series->calendar = query.calendar;
      return *std::move(series);
    }
  }
  NAUTILUS_TRY(auto series, select_bars(database_, query, newest, limit.value_or(kNoLimit)));
  if (newest) series.reverse();
  return series;
}

Result<BarSeries> BarStore::read(const BarQuery& query) {
  NAUTILUS_CHECK(check_query(query));
  return select(query, query.limit.has_value(), query.limit);
}

Result<BarView> BarStore::view(const BarQuery& query, BarColumnSet columns) {
  NAUTILUS_CHECK(check_query(query));
  if (const auto revision = revision_for_segments(query.key)) {
    const auto wanted = segment_query(query, query.limit.has_value(), query.limit, columns);
    if (auto view = segments_->view(wanted, *revision)) return *std::move(view);
  }
  NAUTILUS_TRY(auto series, read(query));
  return BarView::of(std::move(series), columns);
}

Result<std::vector<BarView>> BarStore::read_panel(std::span<const SeriesKey> keys,
                                                  const BarQuery& query, BarColumnSet columns) {
  std::vector<BarView> views;
  views.reserve(keys.size());
  auto wanted = query;
  for (const auto& key : keys) {
    wanted.key = key;
    NAUTILUS_TRY(auto view, this->view(wanted, columns));
    views.push_back(std::move(view));
  }
  return views;
}

Result<BarPage> BarStore::read_page(const BarQuery& query) {
  NAUTILUS_CHECK(check_query(query));
  // One more than asked for tells whether there is a next page.
  auto limit = query.limit;
  if (limit) ++*limit;
  NAUTILUS_TRY(auto series, select(query, false, limit));
  BarPage page{.bars = std::move(series)};
  if (query.limit && std::ssize(page.bars.timestamps) > *query.limit) {
    page.next = page.bars.timestamps.back();
    page.bars.pop_back();
  }
  return page;
}

Result<Bar> BarStore::latest(const SeriesKey& key) {
  NAUTILUS_TRY(const auto newest, read({.key = key, .limit = 1}));
  return newest.bar(0);  // A series that is held has a bar.
}

Result<std::vector<Timestamp>> BarStore::knowledge_times(const SeriesKey& key) {
  NAUTILUS_TRY(const auto transaction, database_.read());
  NAUTILUS_TRY(const auto row, series_row(*transaction, key));
  std::vector<Timestamp> times;
  if (!row.known_by) return times;
  NAUTILUS_TRY(const auto select,
               transaction->prepare("SELECT known_at FROM bars WHERE series_id = ?1 "
                                    "AND known_at IS NOT NULL UNION "
                                    "SELECT known_at FROM bar_versions WHERE series_id = ?1 "
                                    "AND known_at IS NOT NULL ORDER BY 1"));
  select->bind(1, row.id);
  for (;;) {
    NAUTILUS_TRY(const bool found, select->step());
    if (!found) return times;
    times.push_back({select->integer(0)});
  }
}

Result<StatedKnowledge> BarStore::stated_knowledge(const BarQuery& query) {
  NAUTILUS_CHECK(check_query(query));
  NAUTILUS_TRY(const auto transaction, database_.read());
  NAUTILUS_TRY(const auto row, series_row(*transaction, query.key));
  StatedKnowledge known;
  if (!row.known_by) return known;
  const auto range = range_of(query);
  NAUTILUS_TRY(const auto select, transaction->prepare(kStatedKnowledge));
  select->bind(1, row.id);
  select->bind(2, range.from.nanoseconds);
  select->bind(3, range.to.nanoseconds);
  select->bind(4, query.as_of.value_or(kLatest).nanoseconds);
  for (;;) {
    NAUTILUS_TRY(const bool found, select->step());
    if (!found) return known;
    known.emplace(Timestamp{select->integer(0)}, Timestamp{select->integer(1)});
  }
}

Result<std::vector<SeriesSummary>> BarStore::symbols() {
  NAUTILUS_TRY(const auto transaction, database_.read());
  NAUTILUS_TRY(const auto select,
               transaction->prepare("SELECT symbol, timeframe, first, last, bars FROM series "
                                    "WHERE bars > 0"));
  std::vector<SeriesSummary> summaries;
  for (;;) {
    NAUTILUS_TRY(const bool found, select->step());
    if (!found) break;
    NAUTILUS_TRY(const auto timeframe, Timeframe::parse(select->text(1)));
    summaries.push_back({std::string(select->text(0)),
                         timeframe,
                         {select->integer(2)},
                         {select->integer(3)},
                         select->integer(4)});
  }
  std::ranges::sort(summaries, {}, [](const SeriesSummary& each) {
    return std::pair(std::string_view(each.symbol), each.timeframe);
  });
  return summaries;
}

}  // namespace nautilus::market
