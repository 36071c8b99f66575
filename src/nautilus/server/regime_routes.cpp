// SPDX-License-Identifier: MIT
#include "nautilus/platform/engine.hpp"
#include "nautilus/server/routes.hpp"

namespace nautilus::server {
namespace {

/// Computes the answer and keeps its text, so that the next of the same question finds it ready.
Result<HttpResponse> current_regime(platform::Engine& engine, const Call& /*call*/,
                                    const HttpRequest& request) {
  const auto text = query_of(request.target);
  NAUTILUS_TRY(const auto parameters, parse_query(text));
  NAUTILUS_TRY(const auto query, read_query<platform::RegimeQuery>(parameters));
  NAUTILUS_CHECK(detail::read_body<Nothing>(request));
  auto& desk = engine.regime();
  const auto symbol = desk.symbol_of(query.symbol, query.as_of);
  const auto version = desk.version_of(symbol);
  NAUTILUS_TRY(const auto answer, desk.current(query));
  auto response = json_response(json::write(answer));
  desk.keep_ready(text, symbol, version, response.body);
  return response;
}

Result<platform::RegimeHistoryAnswer> regime_history(platform::Engine& engine, const Call& call,
                                                     const platform::RegimeHistoryQuery& query,
                                                     const Nothing& /*body*/) {
  return engine.regime().history(query, call.cancellation);
}

Route current_regime_route() {
  Route route;
  route.text = {.method = "GET",
                .path = "/api/v1/ml/regime/current",
                .operation = "get_current_regime",
                .tag = "Machine Learning",
                .summary = "The market regime now, and how sure that is",
                .description =
                    "From data up to the newest bar alone. Probabilities are how often days that "
                    "were labelled like this one settled as each regime, so they need 500 settled "
                    "days; before that they are null, and `missing` says so.",
                .errors = {404}};
  route.query_schema = json::schema<platform::RegimeQuery>(json::Direction::request);
  route.answer_schema = json::schema<platform::RegimeAnswer>(json::Direction::answer);
  route.run = current_regime;
  route.at_once = [](const platform::Engine& engine,
                     const HttpRequest& request) -> std::optional<HttpResponse> {
    auto text = engine.regime().ready(query_of(request.target));
    if (!text || !request.body.empty()) return std::nullopt;
    HttpResponse response;
    response.body = std::move(text);
    return response;
  };
  return route;
}

}  // namespace

std::vector<Route> regime_routes() {
  std::vector<Route> routes;
  routes.push_back(current_regime_route());
  routes.push_back(typed_route(
      {.method = "GET",
       .path = "/api/v1/ml/regime/history",
       .operation = "get_regime_history",
       .tag = "Machine Learning",
       .summary = "Regimes of past days as they were issued",
       .description = "What was issued is never recomputed in its place. Days on which nothing was "
                      "issued are computed from the data up to them alone and marked `recomputed`.",
       .errors = {404},
       .example_query = "days=10&include_probabilities=true"},
      regime_history));
  return routes;
}

}  // namespace nautilus::server
