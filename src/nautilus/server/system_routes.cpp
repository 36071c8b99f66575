// SPDX-License-Identifier: MIT
#include "nautilus/platform/engine.hpp"
#include "nautilus/platform/version.hpp"
#include "nautilus/server/openapi.hpp"
#include "nautilus/server/pages.hpp"
#include "nautilus/server/problem.hpp"
#include "nautilus/server/routes.hpp"

namespace nautilus::server {
namespace {

using platform::Engine;
using State = std::shared_ptr<ServerState>;

constexpr std::string_view kOperations = "Operations";
constexpr std::string_view kProduct = "Machine Learning";

struct SettingList {
  std::vector<config::SettingRow> settings;

  static constexpr auto fields() {
    return std::tuple{field("settings", &SettingList::settings, "Every setting, secrets masked")};
  }
};

Result<platform::HealthAnswer> health(Engine& engine, const Call& /*call*/,
                                      const Nothing& /*query*/, const Nothing& /*body*/) {
  return engine.system().health();
}

Result<platform::StatusAnswer> status(Engine& engine, const Call& /*call*/,
                                      const Nothing& /*query*/, const Nothing& /*body*/) {
  return engine.system().status();
}

Result<platform::DashboardAnswer> dashboard(Engine& engine, const Call& /*call*/,
                                            const Nothing& /*query*/, const Nothing& /*body*/) {
  return engine.system().dashboard();
}

/// A route without query or body whose answer needs the server's state.
template <class Answer>
Route state_route(RouteText text, std::function<Result<Answer>(Engine&)> handle) {
  Route route;
  route.text = std::move(text);
  route.query_schema = json::schema<Nothing>(json::Direction::request);
  route.answer_schema = json::schema<Answer>(json::Direction::answer);
  route.run = [handle = std::move(handle)](Engine& engine, const Call& /*call*/,
                                           const HttpRequest& request) -> Result<HttpResponse> {
    NAUTILUS_CHECK(check_takes_nothing(request));
    NAUTILUS_TRY(const auto answer, handle(engine));
    return json_response(json::write(answer));
  };
  return route;
}

/// Has what next to no work answers answered on the I/O thread: a supervisor must not take busy
/// workers for a dead process. A request with anything to refuse goes the long way.
Route at_once(Route route, std::function<HttpResponse()> answer) {
  route.at_once = [answer = std::move(answer)](
                      const Engine&, const HttpRequest& request) -> std::optional<HttpResponse> {
    if (!query_of(request.target).empty() || !request.body.empty()) return std::nullopt;
    return answer();
  };
  return route;
}

Route live_route() {
  const auto alive = [] { return json_response(json::write(platform::ProbeAnswer{"alive"})); };
  return at_once(state_route<platform::ProbeAnswer>({.method = "GET",
                                                     .path = "/health/live",
                                                     .operation = "get_live",
                                                     .tag = kOperations,
                                                     .summary = "Whether the process answers",
                                                     .description = "Depends on nothing else."},
                                                    [](Engine&) -> Result<platform::ProbeAnswer> {
                                                      return platform::ProbeAnswer{"alive"};
                                                    }),
                 alive);
}

Result<platform::ProbeAnswer> readiness(const ServerState& state) {
  if (state.draining) return Error{ErrorCode::unavailable, "the server is draining"};
  if (!state.database_answers) return Error{ErrorCode::unavailable, "the database does not answer"};
  return platform::ProbeAnswer{"ready"};
}

Route ready_route(const State& state) {
  constexpr std::string_view path = "/health/ready";
  return at_once(
      state_route<platform::ProbeAnswer>(
          {.method = "GET",
           .path = path,
           .operation = "get_ready",
           .tag = kOperations,
           .summary = "Whether requests are welcome",
           .description = "503 while the server drains or its database does not answer."},
          [state](Engine&) { return readiness(*state); }),
      [state] {
        const auto answer = readiness(*state);
        return answer ? json_response(json::write(*answer))
                      : problem_response(answer.error(), path);
      });
}

Route config_route(const State& state) {
  return state_route<SettingList>({.method = "GET",
                                   .path = "/api/v1/ml/config",
                                   .operation = "get_config",
                                   .tag = kProduct,
                                   .summary = "The running configuration",
                                   .description = "Each value and where it came from.",
                                   .role = security::Role::admin},
                                  [state](Engine&) -> Result<SettingList> {
                                    return SettingList{config::list_settings(state->loaded)};
                                  });
}

Route metrics_route(const State& state) {
  Route route;
  route.text = {.method = "GET",
                .path = "/metrics",
                .operation = "get_metrics",
                .tag = kOperations,
                .summary = "Metrics for Prometheus",
                .description = "The text format, version 0.0.4."};
  route.query_schema = json::schema<Nothing>(json::Direction::request);
  route.media_type = telemetry::Metrics::content_type;
  const auto render = [state] {
    HttpResponse response;
    response.content_type = telemetry::Metrics::content_type;
    response.body = std::make_shared<const std::string>(state->metrics.render());
    return response;
  };
  route.run = [render](Engine&, const Call&, const HttpRequest& request) -> Result<HttpResponse> {
    NAUTILUS_CHECK(check_takes_nothing(request));
    return render();
  };
  return at_once(std::move(route), render);
}

/// The document describes the routes, so it is written when they are all there.
Route openapi_route(const std::shared_ptr<std::shared_ptr<const std::string>>& document) {
  Route route;
  route.text = {.method = "GET",
                .path = "/openapi.json",
                .operation = "get_openapi",
                .tag = kOperations,
                .summary = "This API as OpenAPI 3.1",
                .description = "Made from the declarations that the routes are made of."};
  route.query_schema = json::schema<Nothing>(json::Direction::request);
  route.answer_schema = json::schema<json::Value>(json::Direction::answer);
  route.run = [document](Engine&, const Call&, const HttpRequest& request) -> Result<HttpResponse> {
    NAUTILUS_CHECK(check_takes_nothing(request));
    HttpResponse response;
    response.body = *document;
    return response;
  };
  return route;
}

}  // namespace

std::vector<Route> system_routes(const State& state) {
  std::vector<Route> routes;
  routes.push_back(typed_route({.method = "GET",
                                .path = "/api/v1/ml/health",
                                .operation = "get_health",
                                .tag = kProduct,
                                .summary = "How each component is",
                                .description = "A component that is off or not in this build has "
                                               "healthy null and does not degrade the whole."},
                               health));
  routes.push_back(typed_route({.method = "GET",
                                .path = "/api/v1/ml/status",
                                .operation = "get_status",
                                .tag = kProduct,
                                .summary = "Figures of the whole",
                                .description = "A section that cannot be given is null, and "
                                               "`missing` says why."},
                               status));
  routes.push_back(typed_route({.method = "GET",
                                .path = "/api/v1/ml/monitoring/dashboard",
                                .operation = "get_dashboard",
                                .tag = kProduct,
                                .summary = "What a dashboard shows",
                                .description = "A section that cannot be given is null, and "
                                               "`missing` says why."},
                               dashboard));
  routes.push_back(config_route(state));
  routes.push_back(live_route());
  routes.push_back(ready_route(state));
  routes.push_back(metrics_route(state));
  return routes;
}

std::vector<Route> all_routes(const State& state) {
  std::vector<Route> routes;
  const auto document = std::make_shared<std::shared_ptr<const std::string>>();
  for (auto group : {regime_routes(), feature_routes(), risk_routes(), market_routes(),
                     action_routes(), future_routes(), series_routes(), quality_routes(),
                     instrument_routes(), calendar_routes(), system_routes(state), page_routes()}) {
    for (auto& route : group) routes.push_back(std::move(route));
  }
  routes.push_back(openapi_route(document));
  *document = std::make_shared<const std::string>(
      json::to_text(openapi_document(routes, platform::kVersion)));
  return routes;
}

}  // namespace nautilus::server
