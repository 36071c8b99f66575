// SPDX-License-Identifier: MIT
#include "nautilus/platform/engine.hpp"
#include "nautilus/server/routes.hpp"

namespace nautilus::server {
namespace {

using platform::Engine;

constexpr std::string_view kTag = "Machine Learning";

constexpr std::string_view kInstruments =
    R"({"instruments":[{"instrument_id":"AAPL.NASDAQ","asset_class":"equity","calendar":"XNYS",)"
    R"("sector":"Technology","listed":"1980-12-12"},{"instrument_id":"META.NASDAQ",)"
    R"("calendar":"XNYS","aliases":[{"symbol":"FB","from":"2012-05-18","to":"2022-06-09"}]}]})";

Result<platform::InstrumentsAnswer> get_instruments(Engine& engine, const Call& /*call*/,
                                                    const platform::InstrumentsQuery& query,
                                                    const Nothing& /*body*/) {
  return engine.instruments().instruments(query);
}

Result<platform::InstrumentsReport> post_instruments(Engine& engine, const Call& call,
                                                     const Nothing& /*query*/,
                                                     const platform::InstrumentsRequest& body) {
  auto report = engine.instruments().put({call.actor, call.request_id}, body);
  if (!report) return std::move(report).error().at("body");
  return report;
}

}  // namespace

std::vector<Route> instrument_routes() {
  std::vector<Route> routes;
  routes.push_back(typed_route(
      {.method = "GET",
       .path = "/api/v1/ml/market/instruments",
       .operation = "get_instruments",
       .tag = kTag,
       .summary = "Instruments, or the one of a name",
       .description =
           "A name is an id, or a ticker with or without the venue, borne at `as_of`; one "
           "that several bore then answers 409 with their ids.",
       .errors = {404, 409},
       .example_query = "as_of=2020-01-02"},
      get_instruments));
  routes.push_back(typed_route(
      {.method = "POST",
       .path = "/api/v1/ml/market/instruments",
       .operation = "post_instruments",
       .tag = kTag,
       .summary = "Store instruments",
       .description = "Each takes the place of an earlier one of its id; all are stored, or none. "
                      "Their calendars say when their bars are known.",
       .role = security::Role::trader,
       .example_bodies = {{"application/json", kInstruments}},
       .body_required = true},
      post_instruments));
  return routes;
}

}  // namespace nautilus::server
