// SPDX-License-Identifier: MIT
#include "nautilus/platform/engine.hpp"
#include "nautilus/server/body_error.hpp"
#include "nautilus/server/routes.hpp"

namespace nautilus::server {
namespace {

using platform::Engine;

constexpr std::string_view kTag = "Machine Learning";

constexpr std::string_view kJsonActions =
    R"({"actions":[{"symbol":"EXAMPLE","type":"split","ex_date":"2020-01-06","ratio":7}]})";
constexpr std::string_view kCsvActions =
    "symbol,type,ex_date,ratio,amount,currency,known_at\n"
    "EXAMPLE,dividend,2020-01-06,,0.5,USD,2019-12-20T21:00:00Z\n";

/// An object with actions, or the bare list.
json::Value actions_body_schema() {
  const auto list = json::schema<std::vector<market::CorporateAction>>(json::Direction::request);
  const json::Object object{{"type", "object"},
                            {"properties", json::Object{{"actions", list}}},
                            {"required", json::Array{"actions"}},
                            {"additionalProperties", false}};
  return json::Object{{"anyOf", json::Array{object, list}}};
}

Result<market::ActionReport> post_actions(Engine& engine, const Call& call,
                                          const platform::ActionIngestQuery& query,
                                          const RawBody& body) {
  auto report = engine.market().actions().record({call.actor, call.request_id}, body.media_type,
                                                 body.text, query);
  if (report) return report;
  return in_body(std::move(report).error());
}

Result<platform::ActionsAnswer> get_actions(Engine& engine, const Call& /*call*/,
                                            const platform::ActionsQuery& query,
                                            const Nothing& /*body*/) {
  return engine.market().actions().list(query);
}

}  // namespace

std::vector<Route> action_routes() {
  std::vector<Route> routes;
  routes.push_back(typed_route(
      {.method = "POST",
       .path = "/api/v1/ml/market/actions",
       .operation = "post_actions",
       .tag = kTag,
       .summary = "Store splits and dividends",
       .description =
           "Symbol, type, ex-date and label name an action. Sending it again changes nothing; with "
           "a later `known_at` it is corrected, or called off with `cancelled`. Held bars stay "
           "raw: "
           "an action changes how they are shown, from its ex-date and its knowledge on. All or "
           "nothing is taken, unless `partial`.",
       .role = security::Role::trader,
       .errors = {409},
       .example_bodies = {{"application/json", kJsonActions}, {"text/csv", kCsvActions}},
       .body_required = true},
      post_actions));
  routes.back().body_schema = actions_body_schema();
  routes.push_back(
      typed_route({.method = "GET",
                   .path = "/api/v1/ml/market/actions",
                   .operation = "get_actions",
                   .tag = kTag,
                   .summary = "Splits and dividends held",
                   .description = "Of each the newest version known, unless it is cancelled; with "
                                  "`versions` every one, in the order of knowledge.",
                   .example_query = "symbol=EXAMPLE"},
                  get_actions));
  return routes;
}

}  // namespace nautilus::server
