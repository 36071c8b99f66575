// SPDX-License-Identifier: MIT
#include <array>
#include <memory>
#include <span>
#include <tuple>

#include <fmt/format.h>

#include "nautilus/platform/engine.hpp"
#include "nautilus/platform/training_table_csv.hpp"
#include "nautilus/server/routes.hpp"

namespace nautilus::server {
namespace {

constexpr std::string_view kComputeBody =
    R"json({"feature_groups": ["trend", "momentum", "volatility"],)json"
    R"json( "expressions": {"pull": "zscore(ema(close, 12) - ema(close, 26), 60)"}})json";

constexpr std::string_view kAuditBody =
    R"json({"expressions": {"pull": "close / sma(close, 20) - 1"}})json";

Result<Written<platform::FeaturesAnswer>> compute_features(platform::Engine& engine,
                                                           const Call& call,
                                                           const platform::FeaturesQuery& query,
                                                           const platform::FeaturesRequest& body) {
  NAUTILUS_TRY(auto text, engine.features().compute_text(query, body, call.cancellation));
  return Written<platform::FeaturesAnswer>{std::move(text)};
}

Result<platform::FeatureAuditAnswer> audit_features(platform::Engine& engine, const Call& call,
                                                    const platform::FeatureAuditQuery& query,
                                                    const platform::FeaturesRequest& body) {
  return engine.features().audit(query, body, call.cancellation);
}

enum class TableFormat {
  json,
  csv
};
constexpr std::array<std::string_view, 2> kTableFormatWords{"json", "csv"};
constexpr std::span<const std::string_view> enum_words(TableFormat /*format*/) {
  return kTableFormatWords;
}

struct TableQuery : platform::TrainingTableQuery {
  TableFormat format = TableFormat::json;

  static constexpr auto fields() {
    return std::tuple_cat(
        platform::TrainingTableQuery::fields(),
        std::tuple{field("format", &TableQuery::format, "csv for a table that tools read")});
  }
};

constexpr std::string_view kCsv = "text/csv; charset=utf-8";
constexpr std::size_t kMostTableValues = 2'000'000;  // About 40 MB of JSON.

Result<platform::TrainingTableAnswer> compute_table(platform::Engine& engine, const Call& call,
                                                    const TableQuery& query,
                                                    const platform::FeaturesRequest& body) {
  platform::TrainingTableAnswer answer{.timeframe = query.timeframe,
                                       .horizon_bars = query.horizon_bars};
  const auto take = [&](platform::TrainingBlock block) -> Result<void> {
    answer.symbols.push_back(std::move(block));
    return {};
  };
  NAUTILUS_TRY(answer.features, engine.features().names(body));
  NAUTILUS_CHECK(
      engine.features().training_table(query, body, kMostTableValues, call.cancellation, take));
  return answer;
}

std::string csv_of(const platform::TrainingTableAnswer& answer) {
  const bool labelled = answer.horizon_bars.has_value();
  auto text = platform::csv_header(answer.features, labelled);
  for (const auto& each : answer.symbols) platform::append_csv(text, each, labelled);
  return text;
}

/// The answer is JSON, or by `format` the same as CSV.
Route table_route() {
  auto route = typed_route(
      {.method = "POST",
       .path = "/api/v1/ml/features/table",
       .operation = "compute_feature_table",
       .tag = "Machine Learning",
       .summary = "Features of every bar, to learn from",
       .description =
           "Each row has what would have been answered when its bar became known: nothing that was "
           "known later, be it a bar, a correction, a split or a release, is in it. With "
           "`horizon_bars` each row has the return that followed as its label. "
           "The body is that of `/features/compute`, without bars.",
       .errors = {404},
       .example_query = "symbols=SP500&from=2020-01-01T00:00:00Z&horizon_bars=5",
       .example_bodies = {{"application/json", R"json({"feature_groups": ["momentum"]})json"}}},
      compute_table);
  route.text_media_type = kCsv;
  route.run = [](platform::Engine& engine, const Call& call,
                 const HttpRequest& request) -> Result<HttpResponse> {
    NAUTILUS_TRY(const auto parameters, parse_query(query_of(request.target)));
    NAUTILUS_TRY(const auto query, read_query<TableQuery>(parameters));
    NAUTILUS_TRY(const auto body, detail::read_body<platform::FeaturesRequest>(request));
    NAUTILUS_TRY(const auto answer, compute_table(engine, call, query, body));
    if (query.format == TableFormat::json) return json_response(json::write(answer));
    HttpResponse response;
    response.content_type = kCsv;
    response.body = std::make_shared<const std::string>(csv_of(answer));
    return response;
  };
  return route;
}

Result<features::FeatureCatalog> get_catalog(platform::Engine& engine, const Call& /*call*/,
                                             const Nothing& /*query*/, const Nothing& /*body*/) {
  return engine.features().catalog();
}

}  // namespace

std::vector<Route> feature_routes() {
  std::vector<Route> routes;
  routes.push_back(typed_route(
      {.method = "POST",
       .path = "/api/v1/ml/features/compute",
       .operation = "compute_features",
       .tag = "Machine Learning",
       .summary = "Features of a symbol",
       .description =
           "Values after the newest bar, or after the newest known at `as_of`. A feature "
           "without a value stands in `missing` with its reason. The body may be empty, "
           "a list of groups, or an object that may bring its own bars, and formulas "
           "(docs/expressions.md) that are answered under the group `expressions`.",
       .errors = {404},
       .example_query = "symbol=SP500&lookback_days=30",
       .example_bodies = {{"application/json", kComputeBody}}},
      compute_features));
  routes.push_back(typed_route(
      {.method = "POST",
       .path = "/api/v1/ml/features/audit",
       .operation = "audit_features",
       .tag = "Machine Learning",
       .summary = "Whether features look ahead",
       .description =
           "Computes the same features from the newest bars, then anew from bars cut behind the "
           "first, before the last and at random places and from bars with others behind them. "
           "Whatever changes of a value already "
           "given has looked ahead, and is named; so is what gave nothing to compare. The body is "
           "that of `/features/compute`.",
       .errors = {404},
       .example_query = "symbol=SP500&truncations=50&newest_bars=300",
       .example_bodies = {{"application/json", kAuditBody}}},
      audit_features));
  routes.push_back(table_route());
  routes.push_back(
      typed_route({.method = "GET",
                   .path = "/api/v1/ml/features/catalog",
                   .operation = "get_feature_catalog",
                   .tag = "Machine Learning",
                   .summary = "Every feature and indicator",
                   .description = "With formula, parameters and their limits, warm-up, "
                                  "degenerate values and source."},
                  get_catalog));
  return routes;
}

}  // namespace nautilus::server
