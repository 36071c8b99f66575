// SPDX-License-Identifier: MIT
#include "nautilus/platform/feature_desk.hpp"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <set>

#include <fmt/format.h>

#include "nautilus/base/hash.hpp"
#include "nautilus/base/json_read.hpp"
#include "nautilus/base/json_write.hpp"
#include "nautilus/platform/feature_computation.hpp"
#include "nautilus/platform/training_table.hpp"

namespace nautilus::platform {
namespace {

/// A bar in a request. Its series need not be named, for the request names it.
struct GivenBar {
  std::optional<std::string> symbol;
  std::optional<market::Timeframe> timeframe;
  Timestamp timestamp;
  double open = 0;
  double high = 0;
  double low = 0;
  double close = 0;
  double volume = 0;

  static constexpr auto fields() {
    using B = GivenBar;
    return std::tuple{
        field("symbol", &B::symbol, "As the request's, where it stands", sized(1, 32)),
        field("timeframe", &B::timeframe, "As the request's, where it stands"),
        required_field("timestamp", &B::timestamp, "The bar's open, ISO-8601 UTC"),
        required_field("open", &B::open, "First price", above(0)),
        required_field("high", &B::high, "Highest price", above(0)),
        required_field("low", &B::low, "Lowest price", above(0)),
        required_field("close", &B::close, "Last price", above(0)),
        field("volume", &B::volume, "Units traded; 0 where unknown", at_least(0)),
    };
  }
};

/// The shape of a request that is an object; a list or nothing is turned into it.
struct RequestObject {
  std::optional<std::string> symbol;
  std::optional<int> lookback_days;
  std::optional<std::vector<std::string>> feature_groups;
  features::NamedExpressions expressions;
  std::optional<std::vector<GivenBar>> bars;

  static constexpr auto fields() {
    using R = RequestObject;
    return std::tuple{
        field("symbol", &R::symbol, "Symbol, where the query names none", sized(1, 32)),
        field("lookback_days", &R::lookback_days, "As in the query", between(1, 36'500)),
        field("feature_groups", &R::feature_groups,
              "Groups to compute; where unset all, or none beside expressions", sized(0, 64)),
        field("expressions", &R::expressions,
              "Formulas by the names that they are to have in the group `expressions`",
              sized(0, 32)),
        field("bars", &R::bars, "Bars to compute on instead of those held, oldest first",
              sized(1, 100'000)),
    };
  }
};

std::chrono::nanoseconds seconds(double count) {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::duration<double>(count));
}

bool reads_others(const features::Feature& feature) { return !feature.reference.empty(); }

/// Whether one of the groups does; formulas do not.
bool reads_others(const FeaturesRequest& request) {
  if (!request.feature_groups && !request.expressions.empty()) return false;
  const auto features =
      features::features_of(request.feature_groups.value_or(std::vector<std::string>()));
  return features &&
         std::ranges::any_of(*features, [](const auto& each) { return reads_others(each); });
}

Result<market::BarSeries> series_of(const market::SeriesKey& key,
                                    const std::vector<market::Bar>& bars) {
  market::BarSeries series{.key = key};
  series.reserve(bars.size());
  for (std::size_t i = 0; i < bars.size(); ++i) {
    if (auto sound = market::check(bars[i]); !sound) {
      return std::move(sound).error().at(std::to_string(i)).at("bars").at("body");
    }
    if (i > 0 && bars[i].timestamp <= bars[i - 1].timestamp) {
      return field_error({"body", "bars", std::to_string(i), "timestamp"},
                         "must be after the one before; give the oldest bar first", "out_of_order");
    }
    series.push_back(bars[i]);
  }
  return series;
}

/// All bars are of one series; the first that names another than the one before is refused.
Result<void> take_bars(const std::vector<GivenBar>& given, FeaturesRequest& request) {
  auto& bars = request.bars.emplace();
  for (std::size_t i = 0; i < given.size(); ++i) {
    const auto& each = given[i];
    if (each.symbol && request.symbol.value_or(*each.symbol) != *each.symbol) {
      return field_error({"bars", std::to_string(i), "symbol"},
                         fmt::format("must be {} as before", *request.symbol), "not_allowed");
    }
    if (each.timeframe && request.bars_timeframe.value_or(*each.timeframe) != *each.timeframe) {
      return field_error({"bars", std::to_string(i), "timeframe"},
                         fmt::format("must be {} as before", request.bars_timeframe->name()),
                         "not_allowed");
    }
    if (each.symbol) request.symbol = each.symbol;
    if (each.timeframe) request.bars_timeframe = each.timeframe;
    bars.push_back({each.timestamp, each.open, each.high, each.low, each.close, each.volume});
  }
  return {};
}

}  // namespace

Result<FeaturesRequest> FeaturesRequest::from_json(const json::Value& value) {
  FeaturesRequest request;
  if (value.is_null()) return request;
  if (value.is_array()) {
    NAUTILUS_TRY(request.feature_groups, json::read<std::vector<std::string>>(value));
    return request;
  }
  NAUTILUS_TRY(auto object, json::read<RequestObject>(value));
  request.symbol = std::move(object.symbol);
  request.lookback_days = object.lookback_days;
  request.feature_groups = std::move(object.feature_groups);
  request.expressions = std::move(object.expressions);
  if (object.bars) NAUTILUS_CHECK(take_bars(*object.bars, request));
  return request;
}

json::Value FeaturesRequest::json_schema(json::Direction direction) {
  return json::Object{{"anyOf", json::Array{json::schema<RequestObject>(direction),
                                            json::schema<std::vector<std::string>>(direction),
                                            json::Object{{"type", "null"}}}}};
}

FeatureDesk::FeatureDesk(const ReferenceDesk::Sources& sources, PlatformMetrics& metrics,
                         const config::FeatureSettings& settings, const std::string& data_folder,
                         features::NamedExpressions own)
    : market_(sources.market),
      clock_(sources.clock),
      metrics_(metrics),
      references_(sources, settings),
      settings_(settings),
      own_(std::move(own)),
      cache_(static_cast<std::size_t>(settings.cache_size), seconds(settings.cache_ttl_seconds)),
      state_folder_((std::filesystem::path(data_folder) / "feature_states").string(),
                    static_cast<std::uint64_t>(settings.saved_states_mib) << 20),
      states_(
          static_cast<std::size_t>(settings.live_states_mib) << 20, state_folder_,
          [this](StateReading reading, std::string_view reason) { note_state(reading, reason); }) {}

void FeatureDesk::keep(storage::Database& database, telemetry::Logger& log) {
  log_ = &log;
  if (settings_.saved_states_mib > 0) {
    saver_ = std::make_unique<FeatureStateSaver>(
        state_folder_, seconds(settings_.save_states_seconds), [&log](std::string_view reason) {
          log.warning("running features could not be saved", {{"reason", reason}});
        });
    states_.save_by(*saver_);
  }
  if (!settings_.record_batches) return;
  batches_ = std::make_unique<FeatureBatchWriter>(
      database, clock_, metrics_, settings_.batches_kept_days, [&log](std::string_view reason) {
        log.warning("feature batches could not be written", {{"reason", reason}});
      });
}

void FeatureDesk::note_state(StateReading reading, std::string_view reason) {
  metrics_.count_feature_state(reading);
  if (reading != StateReading::unusable || log_ == nullptr) return;
  log_->warning("a saved state is of no use, its features are computed from all bars",
                {{"reason", reason}});
}

// As JSON, so that no two requests have one key: a time and none, one group and two.
std::string FeatureDesk::cache_key(const std::string& symbol, const FeaturesQuery& query,
                                   const FeaturesRequest& request) const {
  std::string key = json::write(symbol) + json::write(query.timeframe) + json::write(query.as_of) +
                    json::write(query.adjustment) + json::write(request.feature_groups) +
                    json::write(request.expressions) +
                    std::to_string(market_.version_of({symbol, query.timeframe}));
  if (reads_others(request)) {
    key += "," + references_.version(query.timeframe);
  }
  return key;
}

Result<std::vector<features::Feature>> FeatureDesk::wanted(const FeaturesRequest& request) const {
  return wanted_features(request, own_);
}

Result<std::string> FeatureDesk::symbol_of(const FeaturesQuery& query,
                                           const FeaturesRequest& request) const {
  if (!query.symbol && !request.symbol) {
    return field_error({"query", "symbol"}, "is required, here or in the body", "missing");
  }
  if (query.symbol && request.symbol && *query.symbol != *request.symbol) {
    return field_error({"body", "symbol"}, fmt::format("must be {} as in the query", *query.symbol),
                       "not_allowed");
  }
  if (request.bars_timeframe && *request.bars_timeframe != query.timeframe) {
    return field_error(
        {"query", "timeframe"},
        fmt::format("must be {} as that of the bars", request.bars_timeframe->name()),
        "not_allowed");
  }
  const auto asked = query.symbol ? *query.symbol : *request.symbol;
  return market_.key_of({asked, query.timeframe}, query.as_of).symbol;
}

Result<PriceHistory> FeatureDesk::bars_given(const std::string& symbol, const FeaturesQuery& query,
                                             const FeaturesRequest& request) const {
  if (query.adjustment) {
    return field_error({"query", "adjustment"},
                       "goes with bars held; those in the body are taken as they are",
                       "not_allowed");
  }
  NAUTILUS_TRY(auto bars, series_of({symbol, query.timeframe}, *request.bars));
  bars.calendar = market_.calendar_of(symbol, query.as_of);
  return PriceHistory{.bars = std::move(bars)};
}

FeatureDesk::Ready::Ready(FeaturesAnswer computed) : answer(std::move(computed)) {
  answer.cache_hit = true;
  answer.age_seconds = 0;
  const auto text = json::write(answer);
  // Within a text quotes are escaped, so this is the name.
  constexpr std::string_view name = "\"age_seconds\":";
  const auto age = text.find(name) + name.size();
  before_age = text.substr(0, age);
  after_age = text.substr(age + 1);
}

Result<FeatureDesk::SharedReady> FeatureDesk::find_ready(const FeaturesQuery& query,
                                                         const FeaturesRequest& request) {
  if (request.bars) return SharedReady();
  NAUTILUS_TRY(const auto symbol, symbol_of(query, request));
  auto held = cache_.find(cache_key(symbol, query, request), clock_.now());
  metrics_.count_feature_cache(held != nullptr);
  return held;
}

Result<FeaturesAnswer> FeatureDesk::compute(const FeaturesQuery& query,
                                            const FeaturesRequest& request,
                                            const Cancellation& cancellation) {
  NAUTILUS_TRY(const auto ready, find_ready(query, request));
  if (!ready) return compute_and_keep(query, request, cancellation);
  auto answer = ready->answer;
  answer.age_seconds = age_of(answer, query.as_of);
  return answer;
}

Result<std::string> FeatureDesk::compute_text(const FeaturesQuery& query,
                                              const FeaturesRequest& request,
                                              const Cancellation& cancellation) {
  NAUTILUS_TRY(const auto ready, find_ready(query, request));
  if (ready) {
    return ready->before_age + json::write(age_of(ready->answer, query.as_of)) + ready->after_age;
  }
  NAUTILUS_TRY(const auto answer, compute_and_keep(query, request, cancellation));
  return json::write(answer);
}

Result<FeaturesAnswer> FeatureDesk::compute_and_keep(const FeaturesQuery& query,
                                                     const FeaturesRequest& request,
                                                     const Cancellation& cancellation) {
  NAUTILUS_TRY(const auto symbol, symbol_of(query, request));
  if (request.bars) {
    NAUTILUS_TRY(const auto given, bars_given(symbol, query, request));
    return compute_anew(given, request, query.as_of, cancellation);
  }
  const auto key = cache_key(symbol, query, request);
  NAUTILUS_TRY(const auto valid_until, market_.valid_until({symbol, query.timeframe}));
  NAUTILUS_TRY(const auto history, bars_held(symbol, query));
  NAUTILUS_TRY(auto answer, compute_anew(history, request, query.as_of, cancellation));
  const auto ready = std::make_shared<const Ready>(answer);
  cache_.keep(key, ready, clock_.now(), valid_until);
  // What needed no bar repeats what was recorded; the past is nobody's figure of today.
  if (batches_ && !query.as_of && answer.bars_taken_in > 0) {
    batches_->add(std::make_shared<const FeaturesAnswer>(answer), query.timeframe);
  }
  return answer;
}

double FeatureDesk::age_of(const FeaturesAnswer& answer, std::optional<Timestamp> as_of) const {
  const std::chrono::duration<double> age =
      std::min(as_of.value_or(kLatest), clock_.now()) - answer.timestamp;
  return age.count();
}

Result<PriceHistory> FeatureDesk::bars_held(const std::string& symbol, const FeaturesQuery& query) {
  NAUTILUS_TRY(auto history,
               market_.history({symbol, query.timeframe}, query.as_of, query.adjustment));
  if (!history.bars.empty()) return history;
  return Error{ErrorCode::insufficient_data,
               fmt::format("no {} bar of '{}' was known at {}", query.timeframe.name(), symbol,
                           format_timestamp(query.as_of.value_or(clock_.now())))};
}

/// Joins so many of the newest bars.
FeatureComputation::Join FeatureDesk::join_as_of(std::optional<Timestamp> as_of, std::size_t newest,
                                                 const Cancellation& cancellation) {
  return [=, this, &cancellation](std::span<const std::string> references,
                                  const market::BarSeries& bars) {
    return references_.join(references, bars, bars.size() - std::min(newest, bars.size()), as_of,
                            cancellation);
  };
}

Result<FeaturesAnswer> FeatureDesk::compute_anew(const PriceHistory& history,
                                                 const FeaturesRequest& request,
                                                 std::optional<Timestamp> as_of,
                                                 const Cancellation& cancellation) {
  const auto started = std::chrono::steady_clock::now();
  NAUTILUS_TRY(auto features, wanted(request));
  NAUTILUS_TRY(auto computation, FeatureComputation::make(history, std::move(features),
                                                          join_as_of(as_of, 1, cancellation)));
  // The past and bars of a request leave the kept state in front.
  const bool keeps = !as_of && !request.bars;
  NAUTILUS_TRY(auto answer,
               keeps ? computation.last(states_, cancellation) : computation.last(cancellation));
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - started;
  answer.computation_time_ms = elapsed.count() * 1e3;
  answer.age_seconds = age_of(answer, as_of);
  metrics_.observe_features(elapsed.count());
  return answer;
}

Result<PriceHistory> FeatureDesk::history_of(const FeaturesQuery& query,
                                             const FeaturesRequest& request) {
  NAUTILUS_TRY(const auto symbol, symbol_of(query, request));
  return request.bars ? bars_given(symbol, query, request) : bars_held(symbol, query);
}

Result<FeatureTableAnswer> FeatureDesk::every_bar(const FeaturesQuery& query,
                                                  const FeaturesRequest& request,
                                                  const Cancellation& cancellation) {
  NAUTILUS_TRY(const auto history, history_of(query, request));
  NAUTILUS_TRY(auto features, wanted(request));
  NAUTILUS_TRY(auto computation, FeatureComputation::make(
                                     history, std::move(features),
                                     join_as_of(query.as_of, history.bars.size(), cancellation)));
  return computation.every_bar(cancellation);
}

Result<std::vector<std::string>> FeatureDesk::names(const FeaturesRequest& request) const {
  NAUTILUS_TRY(const auto features, wanted(request));
  std::vector<std::string> names;
  for (const auto& each : features) names.emplace_back(each.name);
  return names;
}

Result<void> FeatureDesk::training_table(const TrainingTableQuery& query,
                                         const FeaturesRequest& request, std::size_t most_values,
                                         const Cancellation& cancellation,
                                         const std::function<Result<void>(TrainingBlock)>& take) {
  if (request.symbol || request.bars) {
    return field_error({"body", request.bars ? "bars" : "symbol"},
                       "is not for tables; name `symbols` that are held in the query",
                       "not_allowed");
  }
  if (query.from && query.to && *query.from >= *query.to) {
    return field_error({"query", "from"}, "must be before `to`", "out_of_range");
  }
  std::set<std::string> named;
  for (const std::string& each : query.symbols) {
    const auto symbol = market_.key_of({each, query.timeframe}, query.as_of).symbol;
    if (named.insert(symbol).second) continue;
    return field_error({"query", "symbols"}, fmt::format("names {} twice", each), "repeated");
  }
  NAUTILUS_TRY(auto features, wanted(request));
  TrainingTable table(market_, references_, query, std::move(features),
                      {clock_.now(), most_values});
  for (const std::string& each : query.symbols) {
    NAUTILUS_TRY(auto block, table.of(each, cancellation));
    NAUTILUS_CHECK(take(std::move(block)));
  }
  return {};
}

Result<FeatureAuditAnswer> FeatureDesk::audit(const FeatureAuditQuery& query,
                                              const FeaturesRequest& request,
                                              const Cancellation& cancellation) {
  NAUTILUS_TRY(const auto history, history_of(query, request));
  NAUTILUS_TRY(auto features, wanted(request));
  NAUTILUS_TRY(
      const auto computation,
      FeatureComputation::make(
          history, std::move(features),
          join_as_of(query.as_of, static_cast<std::size_t>(query.newest_bars), cancellation)));
  return computation.audit(query, cancellation);
}

FeatureStats FeatureDesk::stats() const {
  FeatureStats stats;
  if (const auto described = catalog()) {
    stats.features = static_cast<std::int64_t>(described->features.size());
    stats.indicators = static_cast<std::int64_t>(described->indicators.size());
  }
  stats.cache_hits = cache_.hits();
  stats.cache_misses = cache_.misses();
  const auto asked = stats.cache_hits + stats.cache_misses;
  if (asked > 0) {
    stats.cache_hit_rate = static_cast<double>(stats.cache_hits) / static_cast<double>(asked);
  }
  return stats;
}

}  // namespace nautilus::platform
