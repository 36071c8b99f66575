// SPDX-License-Identifier: MIT
#include "nautilus/platform/series_desk.hpp"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "nautilus/base/file.hpp"
#include "nautilus/base/json_write.hpp"
#include "nautilus/market/series/series_csv.hpp"
#include "nautilus/market/series/series_json.hpp"
#include "nautilus/platform/audit_table.hpp"

namespace nautilus::platform {
namespace {

constexpr std::size_t kLargestJson = 256U << 20U;

market::SeriesDefinition definition_of(const SeriesLoadQuery& query) {
  return {query.series_id.value_or(""),
          query.title,
          query.unit,
          query.frequency,
          query.calendar,
          query.release_lag,
          query.source};
}

market::SeriesCsvOptions csv_options(const SeriesLoadQuery& query) {
  return {.series_id = query.series_id.value_or(""), .column = query.column.value_or("")};
}

Result<void> check_id(const SeriesLoadQuery& query) {
  if (!query.series_id) return {};
  if (auto sound = market::check_series_id(*query.series_id); !sound) {
    return std::move(sound).error().at("query");
  }
  return {};
}

/// Puts a missing release lag where it would stand.
Result<SeriesLoadAnswer> placed(Result<SeriesLoadAnswer> answer, std::string_view place) {
  if (answer || answer.error().faults.empty()) return answer;
  const auto& location = answer.error().faults.front().location;
  if (location.empty() || location.front() != "release_lag") return answer;
  return std::move(answer).error().at(place);
}

/// A JSON body says all but `partial` itself; two places for one thing would contradict each other.
Result<void> check_json_query(const SeriesLoadQuery& query) {
  auto other = query;
  other.partial = false;
  if (json::write(other) == json::write(SeriesLoadQuery{})) return {};
  return field_error({"query"},
                     "only `partial` goes with JSON; its member `series` says what the series is",
                     "not_allowed");
}

/// What the definition says holds for one series only where there is one.
Result<void> check_single(const market::SeriesDefinition& definition, std::size_t series) {
  if (series < 2 || definition.title.empty()) return {};
  return field_error({"query", "title"}, "goes with one series; the CSV holds several",
                     "not_allowed");
}

/// Why nothing is stored: each wrong row with its place.
Error refusal(const std::vector<market::SeriesReport>& reports) {
  Error error{ErrorCode::invalid_argument, {}, {}};
  for (const auto& report : reports) {
    for (const auto& each : report.rejected) {
      std::vector<std::string> location{"observations", std::to_string(each.index)};
      if (!each.field.empty()) location.push_back(each.field);
      error.faults.push_back({std::move(location), each.reason, "out_of_range"});
    }
  }
  error.message = fmt::format(
      "{}; nothing is stored: mend the row, or take the sound rows alone "
      "with `partial`",
      describe(error.faults.front()));
  return error;
}

bool has_rejected(const std::vector<market::SeriesReport>& reports) {
  return std::ranges::any_of(reports, [](const auto& each) { return !each.rejected.empty(); });
}

/// What the audit table says of a load; every value stays in its table, so the counts suffice.
std::string audit_text(const std::vector<market::SeriesReport>& reports) {
  json::Array list;
  for (const auto& each : reports) {
    list.push_back(json::Object{{"series_id", each.series_id},
                                {"accepted", each.accepted},
                                {"revised", each.revised},
                                {"unchanged", each.unchanged},
                                {"skipped", each.skipped},
                                {"rejected", each.rejected.size()}});
  }
  return json::to_text(list);
}

SeriesEntry entry_of(const market::ExternalSeriesSummary& held) {
  const auto& definition = held.definition;
  SeriesEntry entry{definition.series_id, definition.title,    definition.unit,
                    definition.frequency, definition.calendar, definition.release_lag,
                    definition.source};
  entry.observations = held.observations;
  entry.versions = held.versions;
  if (held.observations == 0) return entry;
  entry.first = held.first;
  entry.last = held.last;
  entry.last_released_at = held.last_released_at;
  return entry;
}

Result<market::ExternalQuery> wanted_of(const SeriesQuery& query, Timestamp now) {
  if (query.from && query.to && *query.from >= *query.to) {
    return field_error({"query", "from"}, "must be before `to`", "out_of_range");
  }
  market::ExternalQuery wanted{.series_id = *query.series_id,
                               .from = query.from,
                               .to = query.to,
                               .as_of = std::min(query.as_of.value_or(now), now),
                               .all_versions = query.all_versions,
                               .limit = query.limit + 1};  // One more tells whether there is more.
  if (query.cursor) {
    const auto next = parse_timestamp(*query.cursor);
    if (!next) return field_error({"query", "cursor"}, "is not one of ours", "not_allowed");
    wanted.from = *next;
  }
  return wanted;
}

/// Puts the values of the first `limit` dates into the answer, and where the next page begins.
void fill(SeriesAnswer& answer, const std::vector<market::ReleasedValue>& values, int limit) {
  int dates = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const auto& each = values[i];
    if (i == 0 || each.observed_at != values[i - 1].observed_at) ++dates;
    if (dates > limit) {
      answer.next_cursor = format_timestamp(each.observed_at);
      return;
    }
    answer.values.push_back({each.observed_at, each.value, each.released_at, each.known_at});
  }
}

}  // namespace

json::Value SeriesDesk::body_schema() { return market::series_body_schema(); }

Result<SeriesLoadAnswer> SeriesDesk::load(const Actor& actor, std::string_view media_type,
                                          std::string_view text, const SeriesLoadQuery& query) {
  if (media_type == "text/csv") {
    NAUTILUS_CHECK(check_id(query));
    NAUTILUS_TRY(const auto batches, market::read_series_csv(text, csv_options(query)));
    return placed(store(actor, definition_of(query), batches, query.partial), "query");
  }
  NAUTILUS_CHECK(check_json_query(query));
  NAUTILUS_TRY(const auto read, market::read_series_json(text));
  return placed(store(actor, read.definition, read.batches, query.partial), "series");
}

Result<SeriesLoadAnswer> SeriesDesk::load_file(const Actor& actor, const std::string& path,
                                               const SeriesLoadQuery& query,
                                               const std::stop_token& stop) {
  if (path.ends_with(".json")) {
    NAUTILUS_TRY(const auto text, read_file(path, kLargestJson));
    return load(actor, "application/json", text, query);
  }
  NAUTILUS_CHECK(check_id(query));
  auto options = csv_options(query);
  options.stop = stop;
  NAUTILUS_TRY(const auto batches, market::read_series_file(path, options));
  return placed(store(actor, definition_of(query), batches, query.partial), "query");
}

Result<SeriesLoadAnswer> SeriesDesk::store(const Actor& actor,
                                           const market::SeriesDefinition& definition,
                                           const std::vector<market::SeriesBatch>& batches,
                                           bool partial) {
  NAUTILUS_CHECK(check_single(definition, batches.size()));
  const auto now = clock_.now();
  NAUTILUS_TRY(const auto transaction, database_.write());
  SeriesLoadAnswer answer;
  for (const auto& batch : batches) {
    if (batch.series_id.empty()) {  // Rows of which it cannot be told what series they are of.
      answer.series.push_back({.rejected = batch.rejected});
      continue;
    }
    auto own = definition;
    own.series_id = batch.series_id;
    NAUTILUS_TRY(auto report, market::SeriesStore::write(*transaction, own, batch, now));
    answer.series.push_back(std::move(report));
  }
  if (!partial && has_rejected(answer.series)) return refusal(answer.series);
  NAUTILUS_CHECK(write_audit(*transaction, {.at = now,
                                            .actor = actor.name,
                                            .action = "market.series",
                                            .before = "",
                                            .after = audit_text(answer.series),
                                            .request_id = actor.request_id}));
  NAUTILUS_CHECK(transaction->commit());
  ++version_;
  return answer;
}

Result<SeriesAnswer> SeriesDesk::series(const SeriesQuery& query) {
  SeriesAnswer answer;
  if (!query.series_id) {
    NAUTILUS_TRY(const auto all, store_.list());
    std::ranges::transform(all, std::back_inserter(answer.series), entry_of);
    return answer;
  }
  NAUTILUS_TRY(const auto wanted, wanted_of(query, clock_.now()));
  NAUTILUS_TRY(const auto held, store_.summary(wanted.series_id));
  answer.series.push_back(entry_of(held));
  NAUTILUS_TRY(const auto values, store_.read(wanted));
  fill(answer, values, query.limit);
  return answer;
}

Result<market::AsOfValues> SeriesDesk::as_of_join(std::string_view series_id,
                                                  std::span<const Timestamp> at,
                                                  std::optional<Timestamp> as_of) {
  const auto now = clock_.now();
  return store_.as_of_join(series_id, at, std::min(as_of.value_or(now), now));
}

}  // namespace nautilus::platform
