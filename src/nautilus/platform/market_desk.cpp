// SPDX-License-Identifier: MIT
#include "nautilus/platform/market_desk.hpp"

#include <algorithm>
#include <limits>

#include <fmt/format.h>

#include "nautilus/base/json_write.hpp"
#include "nautilus/market/csv_ingest.hpp"
#include "nautilus/market/csv_reader.hpp"
#include "nautilus/market/json_reader.hpp"
#include "nautilus/market/symbol.hpp"
#include "nautilus/market/ticks/tick_ingest.hpp"
#include "nautilus/platform/audit_table.hpp"

namespace nautilus::platform {
namespace {

/// What the audit table says of an ingest. Every corrected bar has its old and new values in the
/// table of corrections, so the counts suffice here.
std::string audit_text(const market::IngestReport& report) {
  return json::to_text(json::Object{{"accepted", report.accepted},
                                    {"corrected", report.corrected},
                                    {"unchanged", report.unchanged},
                                    {"earlier", report.earlier},
                                    {"rejected", report.rejected.size()}});
}

market::CsvOptions csv_options(const IngestQuery& query) {
  market::CsvOptions options;
  options.symbol = query.symbol.value_or("");
  options.timeframe = query.timeframe.value_or(market::Timeframe());
  options.dialect = query;
  return options;
}

/// All batches of a CSV text as one.
Result<market::BarBatch> read_csv(std::string_view text, const IngestQuery& query, Timestamp now) {
  auto options = csv_options(query);
  options.now = now;
  options.collect_rejected = true;
  options.is_whole = true;
  NAUTILUS_TRY(auto reader, market::CsvReader::over(text, std::move(options)));
  market::BarBatch all;
  for (;;) {
    NAUTILUS_TRY(const auto batch, reader.next());
    if (!batch) return all;
    for (const auto& row : batch->rows()) {
      const auto& key = batch->keys()[row.series];
      all.add(key.symbol, key.timeframe, row.bar, row.known_at);
    }
    for (const auto& row : batch->rejected_rows()) NAUTILUS_CHECK(all.reject(row));
  }
}

Result<market::BarBatch> read_body(std::string_view media_type, std::string_view text,
                                   const IngestQuery& query, Timestamp now) {
  if (media_type == "text/csv") return read_csv(text, query, now);
  if (query.symbol || query.timeframe) {
    return field_error({"query", query.symbol ? "symbol" : "timeframe"},
                       "goes with text/csv; JSON bars name their own", "not_allowed");
  }
  std::string_view of_csv;
  for_each_field<market::DialectOptions>([&](const auto& each) {
    if ((query.*each.member).has_value()) of_csv = each.name;
  });
  if (!of_csv.empty()) {
    return field_error({"query", std::string(of_csv)}, "goes with text/csv; JSON has one form",
                       "not_allowed");
  }
  if (media_type == "application/x-ndjson") return market::read_ndjson_bars(text, now);
  return market::read_json_bars(text, now);
}

}  // namespace

Result<market::IngestReport> MarketDesk::ingest(const Actor& actor, std::string_view media_type,
                                                std::string_view text, const IngestQuery& query) {
  NAUTILUS_TRY(auto batch, read_body(media_type, text, query, clock_.now()));
  batch.sort();
  NAUTILUS_TRY(const auto writer, begin());
  if (query.source) writer->set_source(*query.source);
  NAUTILUS_CHECK(writer->add(batch));
  NAUTILUS_TRY(auto report, finish(actor, *writer));
  return report;
}

Result<market::IngestReport> MarketDesk::ingest_file(const Actor& actor, const std::string& path,
                                                     const FileIngestQuery& query,
                                                     Progress& progress,
                                                     const std::stop_token& stop) {
  if (query.ticks) return ingest_ticks(actor, path, query);
  auto options = csv_options({query, query.symbol, query.timeframe, query.source});
  options.collect_rejected = query.partial;
  options.progress = [&progress](std::uint64_t done, std::uint64_t total) {
    progress.report(done, total);
  };
  options.stop = stop;
  options.now = clock_.now();
  NAUTILUS_TRY(auto reader, market::CsvReader::open(path, std::move(options)));
  NAUTILUS_TRY(const auto writer, begin());
  if (query.source) writer->set_source(*query.source);
  NAUTILUS_CHECK(market::read_into(reader, *writer));
  return finish(actor, *writer);
}

Result<market::IngestReport> MarketDesk::ingest_ticks(const Actor& actor, const std::string& path,
                                                      const FileIngestQuery& query) {
  if (!query.symbol) {
    return field_error({"symbol"}, "is required: a file of ticks names none", "missing");
  }
  NAUTILUS_CHECK(market::check_symbol(*query.symbol));
  NAUTILUS_TRY(auto reader, market::TickReader::open(path, query, query.quote_price));
  NAUTILUS_TRY(const auto writer, begin());
  if (query.source) writer->set_source(*query.source);
  const market::SeriesKey key{*query.symbol, query.timeframe.value_or(market::Timeframe())};
  NAUTILUS_CHECK(market::read_ticks_into(reader, key, clock_.now(), *writer));
  return finish(actor, *writer);
}

Result<market::CsvSummary> MarketDesk::summarise_file(const std::string& path,
                                                      const FileIngestQuery& query, Timestamp now) {
  auto options = csv_options({query, query.symbol, query.timeframe, query.source});
  options.collect_rejected = true;
  options.now = now;
  if (options.symbol.empty()) options.symbol = "UNNAMED";
  NAUTILUS_TRY(auto reader, market::CsvReader::open(path, options));
  return market::summarise(reader, options);
}

Result<std::unique_ptr<market::BarWriter>> MarketDesk::begin() {
  return store_.begin(clock_.now(),
                      [this](const std::string& symbol) { return calendar_of(symbol); });
}

Result<market::IngestReport> MarketDesk::finish(const Actor& actor, market::BarWriter& writer) {
  const auto changed = writer.keys();
  NAUTILUS_CHECK(write_audit(writer.transaction(), {.at = clock_.now(),
                                                    .actor = actor.name,
                                                    .action = "market.ingest",
                                                    .before = "",
                                                    .after = audit_text(writer.report()),
                                                    .request_id = actor.request_id}));
  NAUTILUS_TRY(auto report, writer.finish());
  names_.add(changed);
  for (const auto& key : changed) {
    versions_.raise(key);
    if (changed_) changed_(key);
  }
  metrics_.count_bars(report);
  return report;
}

Result<BarsAnswer> MarketDesk::bars(const BarsQuery& query) {
  if (query.from && query.to && *query.from >= *query.to) {
    return field_error({"query", "from"}, "must be before `to`", "out_of_range");
  }
  const auto series = names_.of({query.symbol, query.timeframe}, query.as_of);
  if (series.ambiguity) return *series.ambiguity;
  market::BarQuery wanted{.key = series.key,
                          .from = query.from,
                          .to = query.to,
                          .as_of = query.as_of,
                          .limit = query.limit,
                          .calendar = calendar_of(query.symbol, query.as_of)};
  if (query.cursor) {
    const auto next = parse_timestamp(*query.cursor);
    if (!next) return field_error({"query", "cursor"}, "is not one of ours", "not_allowed");
    wanted.from = *next;
  }
  NAUTILUS_TRY(auto page, read_page(series, wanted, query.adjustment));
  BarsAnswer answer{
      .symbol = series.key.symbol, .timeframe = query.timeframe, .adjustment = query.adjustment};
  answer.bars.reserve(page.bars.size());
  for (std::size_t i = 0; i < page.bars.size(); ++i) {
    answer.bars.push_back(market::record_of(page.bars.key, page.bars.bar(i)));
  }
  if (page.next) answer.next_cursor = format_timestamp(*page.next);
  return answer;
}

Result<market::BarPage> MarketDesk::read_page(const NamedSeries& series, market::BarQuery query,
                                              market::Adjustment adjustment) {
  if (adjustment == market::Adjustment::none) {
    return market::read_page(store_, query, series.parts);
  }
  const auto limit = query.limit.value_or(std::numeric_limits<std::int64_t>::max());
  const auto to = query.to.value_or(kLatest);
  // A dividend counts by the price before it, which may lie after the page.
  if (adjustment == market::Adjustment::total_return) {
    query.limit.reset();
    query.to.reset();
  }
  NAUTILUS_TRY(auto page, market::read_page(store_, query, series.parts));
  const auto now = clock_.now();
  const auto as_of = std::min(query.as_of.value_or(now), now);
  NAUTILUS_TRY(auto view, actions_.adjusted(std::move(page.bars), series.names, as_of, adjustment));
  page.bars = std::move(view.bars);
  auto& bars = page.bars;
  while (!bars.empty() && (bars.timestamps.back() >= to || std::ssize(bars.timestamps) > limit)) {
    page.next = bars.timestamps.back() < to ? std::optional(bars.timestamps.back()) : std::nullopt;
    bars.pop_back();
  }
  return page;
}

Result<SymbolsAnswer> MarketDesk::symbols() {
  SymbolsAnswer answer;
  NAUTILUS_TRY(answer.symbols, store_.symbols());
  answer.total_symbols = static_cast<std::int64_t>(answer.symbols.size());
  return answer;
}

Result<void> MarketDesk::load() {
  NAUTILUS_TRY(const auto held, store_.symbols());
  std::vector<market::SeriesKey> keys;
  for (const auto& each : held) keys.push_back({each.symbol, each.timeframe});
  names_.add(keys);
  return {};
}

std::uint64_t MarketDesk::version_of(const market::SeriesKey& key) const {
  std::uint64_t version = versions_.of_names();
  for (const auto& each : names_.of(key).names) {
    version += versions_.of({each.name, key.timeframe});
  }
  return version;
}

void MarketDesk::reconsider_all() {
  const auto all = names_.stored();
  versions_.raise_names();
  for (const auto& key : all) {
    versions_.raise(key);
    if (changed_) changed_(key);
  }
}

Result<market::BarSeries> MarketDesk::read(const NamedSeries& series,
                                           const market::SeriesKey& asked,
                                           std::optional<Timestamp> as_of,
                                           std::optional<Timestamp> from) {
  if (series.ambiguity) return *series.ambiguity;
  const auto now = clock_.now();
  NAUTILUS_TRY(auto page, market::read_page(store_,
                                            {.key = series.key,
                                             .from = from,
                                             .as_of = std::min(as_of.value_or(now), now),
                                             .calendar = calendar_of(asked.symbol, as_of)},
                                            series.parts));
  return std::move(page.bars);
}

Result<market::BarSeries> MarketDesk::series(const market::SeriesKey& key,
                                             std::optional<Timestamp> as_of,
                                             std::optional<Timestamp> from) {
  return read(names_.of(key, as_of), key, as_of, from);
}

Result<Timestamp> MarketDesk::valid_until(const market::SeriesKey& key) {
  const auto calendar = calendar_of(key.symbol);
  const auto series = names_.of(key);
  if (series.ambiguity) return *series.ambiguity;
  const auto from = market::known_before(clock_.now(), key.timeframe, calendar.get());
  NAUTILUS_TRY(
      const auto page,
      market::read_page(store_, {.key = series.key, .from = from, .limit = 1, .calendar = calendar},
                        series.parts));
  const auto next_bar = page.bars.empty() ? kLatest : page.bars.available_at(0);
  NAUTILUS_TRY(const auto actions, actions_.effective_times(series.names));
  const auto next_action = std::ranges::upper_bound(actions, clock_.now());
  return next_action == actions.end() ? next_bar : std::min(next_bar, *next_action);
}

Result<PriceHistory> MarketDesk::history(const market::SeriesKey& key,
                                         std::optional<Timestamp> as_of,
                                         std::optional<market::Adjustment> adjustment,
                                         std::optional<Timestamp> from) {
  const auto now = clock_.now();
  const auto series = names_.of(key, as_of);
  NAUTILUS_TRY(auto bars, read(series, key, as_of, from));
  return actions_.adjusted(std::move(bars), series.names, std::min(as_of.value_or(now), now),
                           adjustment);
}

Result<std::vector<Timestamp>> MarketDesk::knowledge_changes(const market::SeriesKey& key) {
  const auto series = names_.of(key);
  if (series.ambiguity) return *series.ambiguity;
  NAUTILUS_TRY(auto times, changes_of(series));
  const auto ever = names_.ever(key);
  // What others tell who bore the name matters where there are any.
  for (std::size_t i = 0; ever.size() > 1 && i < ever.size(); ++i) {
    NAUTILUS_TRY(const auto others, changes_of(ever[i]));
    times.insert(times.end(), others.begin(), others.end());
    for (const auto& name : ever[i].names) {
      if (name.name == key.symbol) times.insert(times.end(), {name.borne.from, name.borne.to});
    }
  }
  std::ranges::sort(times);
  return times;
}

/// Of one series, in no order.
Result<std::vector<Timestamp>> MarketDesk::changes_of(const NamedSeries& series) {
  std::vector<Timestamp> times;
  for (const auto& part : series.parts) {
    NAUTILUS_TRY(const auto of_part, store_.knowledge_times(part.key));
    times.insert(times.end(), of_part.begin(), of_part.end());
  }
  NAUTILUS_TRY(const auto actions, actions_.effective_times(series.names));
  times.insert(times.end(), actions.begin(), actions.end());
  return times;
}

void MarketDesk::prices_changed(const std::string& symbol) {
  versions_.raise_all_of(symbol);
  if (changed_) changed_({symbol, market::Timeframe()});
}

}  // namespace nautilus::platform
