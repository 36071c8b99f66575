// SPDX-License-Identifier: MIT
#include "nautilus/platform/engine.hpp"
#include "nautilus/server/routes.hpp"

namespace nautilus::server {
namespace {

using platform::Engine;

constexpr std::string_view kTag = "Machine Learning";

Result<platform::CalendarsAnswer> get_calendars(Engine& engine, const Call& /*call*/,
                                                const Nothing& /*query*/, const Nothing& /*body*/) {
  return engine.calendars().calendars();
}

Result<platform::SessionsAnswer> get_sessions(Engine& engine, const Call& /*call*/,
                                              const platform::SessionsQuery& query,
                                              const Nothing& /*body*/) {
  return engine.calendars().sessions(query);
}

}  // namespace

std::vector<Route> calendar_routes() {
  std::vector<Route> routes;
  routes.push_back(typed_route({.method = "GET",
                                .path = "/api/v1/ml/market/calendars",
                                .operation = "get_calendars",
                                .tag = kTag,
                                .summary = "Trading calendars",
                                .description = "The built-in ones, then those of the file that the "
                                               "setting market.calendars names."},
                               get_calendars));
  routes.push_back(typed_route(
      {.method = "GET",
       .path = "/api/v1/ml/market/calendars/{name}",
       .operation = "get_calendar_sessions",
       .tag = kTag,
       .summary = "Sessions of a calendar",
       .description =
           "From the first date to the last, both included, with opens and closes in UTC; "
           "dates that the calendar does not know are an error.",
       .errors = {404},
       .example_query = "name=XNYS&from=2020-11-23&to=2020-11-30"},
      get_sessions));
  return routes;
}

}  // namespace nautilus::server
