// SPDX-License-Identifier: MIT
#include "nautilus/platform/engine.hpp"
#include "nautilus/server/routes.hpp"

namespace nautilus::server {
namespace {

using platform::Engine;

constexpr std::string_view kTag = "Machine Learning";

Result<market::ContinuousFuture> post_future(Engine& engine, const Call& call,
                                             const Nothing& /*query*/,
                                             const market::ContinuousFuture& body) {
  auto stored = engine.futures().put({call.actor, call.request_id}, body);
  if (!stored) return std::move(stored).error().at("body");
  return stored;
}

Result<platform::FuturesAnswer> get_futures(Engine& engine, const Call& /*call*/,
                                            const Nothing& /*query*/, const Nothing& /*body*/) {
  return engine.futures().list();
}

Result<platform::FutureBarsAnswer> get_future_bars(Engine& engine, const Call& /*call*/,
                                                   const platform::FutureBarsQuery& query,
                                                   const Nothing& /*body*/) {
  return engine.futures().bars(query);
}

}  // namespace

std::vector<Route> future_routes() {
  std::vector<Route> routes;
  routes.push_back(typed_route(
      {.method = "POST",
       .path = "/api/v1/ml/market/futures",
       .operation = "post_future",
       .tag = kTag,
       .summary = "Define a continuous future",
       .description = "Contracts in the order of expiry, the rule by which one follows on another, "
                      "and how prices of before a roll are adjusted. Takes the place of an earlier "
                      "definition of its name.",
       .role = security::Role::trader,
       .example_bodies = {{"application/json",
                           R"({"name":"SP500_CONTINUOUS","rule":"days_before_expiry",)"
                           R"("contracts":[{"symbol":"SP500","expiry":"2030-03-15"}]})"}},
       .body_required = true},
      post_future));
  routes.push_back(typed_route({.method = "GET",
                                .path = "/api/v1/ml/market/futures",
                                .operation = "get_futures",
                                .tag = kTag,
                                .summary = "Continuous futures defined",
                                .description = "The newest definition of each name."},
                               get_futures));
  routes.push_back(typed_route(
      {.method = "GET",
       .path = "/api/v1/ml/market/futures/bars",
       .operation = "get_future_bars",
       .tag = kTag,
       .summary = "Bars of a continuous future",
       .description =
           "Made of the contracts held, with the first bar of each new contract flagged. "
           "As of a time, rolls are those that had come by then.",
       .errors = {404},
       .example_query = "name=SP500_CONTINUOUS&limit=5"},
      get_future_bars));
  return routes;
}

}  // namespace nautilus::server
