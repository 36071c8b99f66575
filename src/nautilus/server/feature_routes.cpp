// SPDX-License-Identifier: MIT
#include "nautilus/platform/engine.hpp"
#include "nautilus/server/routes.hpp"

namespace nautilus::server {
namespace {

constexpr std::string_view kComputeBody =
    R"json({"feature_groups": ["trend", "momentum", "volatility"],)json"
    R"json( "expressions": {"pull": "zscore(ema(close, 12) - ema(close, 26), 60)"}})json";

constexpr std::string_view kAuditBody =
    R"json({"expressions": {"pull": "close / sma(close, 20) - 1"}})json";

Result<platform::FeaturesAnswer> compute_features(platform::Engine& engine, const Call& /*call*/,
                                                  const platform::FeaturesQuery& query,
                                                  const platform::FeaturesRequest& body) {
  return engine.features().compute(query, body);
}

Result<platform::FeatureAuditAnswer> audit_features(platform::Engine& engine, const Call& call,
                                                    const platform::FeatureAuditQuery& query,
                                                    const platform::FeaturesRequest& body) {
  return engine.features().audit(query, body, call.cancellation);
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
           "Computes the same features from the newest bars, then anew from bars cut at random "
           "places and from bars with others behind them. Whatever changes of a value already "
           "given has looked ahead, and is named. The body is that of `/features/compute`.",
       .errors = {404},
       .example_query = "symbol=SP500&truncations=50&newest_bars=300",
       .example_bodies = {{"application/json", kAuditBody}}},
      audit_features));
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
