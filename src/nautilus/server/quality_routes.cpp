// SPDX-License-Identifier: MIT
#include "nautilus/platform/engine.hpp"
#include "nautilus/server/routes.hpp"

namespace nautilus::server {
namespace {

Result<platform::QualityAnswer> get_quality(platform::Engine& engine, const Call& call,
                                            const platform::QualityQuery& query,
                                            const Nothing& /*body*/) {
  return engine.quality().quality(query, call.cancellation);
}

}  // namespace

std::vector<Route> quality_routes() {
  std::vector<Route> routes;
  routes.push_back(typed_route(
      {.method = "GET",
       .path = "/api/v1/ml/market/quality",
       .operation = "get_quality",
       .tag = "Machine Learning",
       .summary = "What is odd about the bars held",
       .description =
           "Gaps, spikes, stale prices, splits that nobody told and the like, and what was odd "
           "about "
           "the rows as they came in. Everything is told and nothing repaired. Without `symbol`, "
           "the counts of every series.",
       .errors = {404},
       .example_query = "symbol=SP500&timeframe=1d&limit=5"},
      get_quality));
  return routes;
}

}  // namespace nautilus::server
