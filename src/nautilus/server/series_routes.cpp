// SPDX-License-Identifier: MIT
#include "nautilus/platform/engine.hpp"
#include "nautilus/server/body_error.hpp"
#include "nautilus/server/routes.hpp"

namespace nautilus::server {
namespace {

using platform::Engine;

constexpr std::string_view kTag = "Machine Learning";
constexpr std::string_view kPath = "/api/v1/ml/market/series";

constexpr std::string_view kJsonSeries =
    R"({"series":{"series_id":"VIXCLS","title":"CBOE Volatility Index: VIX","unit":"index",)"
    R"("frequency":"daily","release_lag":"1d","source":"Cboe"},"observations":[)"
    R"({"date":"2020-01-02","value":12.47},{"date":"2020-01-03","value":"14.02"},)"
    R"({"date":"2020-01-04","value":"."}]})";
constexpr std::string_view kCsvSeries =
    "series_id,date,value,released_at\n"
    "CPIAUCSL,2020-01-01,258.678,2020-02-13T13:30:00Z\n"
    "CPIAUCSL,2020-02-01,259.007,2020-03-11T12:30:00Z\n";

Result<platform::SeriesLoadAnswer> post_series(Engine& engine, const Call& call,
                                               const platform::SeriesLoadQuery& query,
                                               const RawBody& body) {
  auto answer =
      engine.series().load({call.actor, call.request_id}, body.media_type, body.text, query);
  if (answer) return answer;
  return in_body(std::move(answer).error());
}

Result<platform::SeriesAnswer> get_series(Engine& engine, const Call& /*call*/,
                                          const platform::SeriesQuery& query,
                                          const Nothing& /*body*/) {
  return engine.series().series(query);
}

}  // namespace

std::vector<Route> series_routes() {
  std::vector<Route> routes;
  routes.push_back(typed_route(
      {.method = "POST",
       .path = kPath,
       .operation = "post_series",
       .tag = kTag,
       .summary = "Store values of external series",
       .description =
           "Volatility indices, yields, commodities, sentiment: anything that is no instrument's "
           "bars. Each value has the time it became public: its own `released_at`, or the series' "
           "`release_lag` after its date; without either it is refused. Nothing held is rewritten: "
           "another value for a date held is a revision, public since its `released_at` or now. "
           "CSV has a row a value (date, value, released_at, series_id) or a column a series.",
       .role = security::Role::trader,
       .example_bodies = {{"application/json", kJsonSeries}, {"text/csv", kCsvSeries}},
       .body_required = true},
      post_series));
  routes.back().body_schema = platform::SeriesDesk::body_schema();
  routes.push_back(typed_route(
      {.method = "GET",
       .path = kPath,
       .operation = "get_series",
       .tag = kTag,
       .summary = "External series held, or the values of one",
       .description = "With `as_of`, the values as they were public by then, before any revision "
                      "since.",
       .errors = {404},
       .example_query = "limit=5"},
      get_series));
  return routes;
}

}  // namespace nautilus::server
