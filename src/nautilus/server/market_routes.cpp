// SPDX-License-Identifier: MIT
#include "nautilus/market/json_reader.hpp"
#include "nautilus/platform/engine.hpp"
#include "nautilus/server/body_error.hpp"
#include "nautilus/server/routes.hpp"

namespace nautilus::server {
namespace {

using platform::Engine;

constexpr std::string_view kTag = "Machine Learning";

constexpr std::string_view kJsonBars =
    R"({"bars":[{"symbol":"EXAMPLE","timeframe":"1d","timestamp":"2020-01-02T00:00:00Z",)"
    R"("open":100,"high":102,"low":99,"close":101,"volume":5000}]})";
constexpr std::string_view kLineOfBars =
    R"({"symbol":"EXAMPLE","timestamp":"2020-01-03","open":101,"high":103,"low":100,"close":102})";
constexpr std::string_view kCsvBars =
    "symbol,timestamp,open,high,low,close,volume\n"
    "EXAMPLE,2020-01-06T00:00:00Z,102,104,101,103,6000\n";

Result<market::IngestReport> post_bars(Engine& engine, const Call& call,
                                       const platform::IngestQuery& query, const RawBody& body) {
  auto report =
      engine.market().ingest({call.actor, call.request_id}, body.media_type, body.text, query);
  if (report) return report;
  return in_body(std::move(report).error());
}

Result<platform::BarsAnswer> get_bars(Engine& engine, const Call& /*call*/,
                                      const platform::BarsQuery& query, const Nothing& /*body*/) {
  return engine.market().bars(query);
}

Result<platform::SymbolsAnswer> get_symbols(Engine& engine, const Call& /*call*/,
                                            const Nothing& /*query*/, const Nothing& /*body*/) {
  return engine.market().symbols();
}

Result<portfolio::Portfolio> get_portfolio(Engine& engine, const Call& /*call*/,
                                           const platform::PortfolioQuery& query,
                                           const Nothing& /*body*/) {
  return engine.portfolios().get(query.portfolio_id);
}

Result<portfolio::Portfolio> post_portfolio(Engine& engine, const Call& call,
                                            const Nothing& /*query*/,
                                            const portfolio::Portfolio& body) {
  auto stored = engine.portfolios().put({call.actor, call.request_id}, body);
  if (!stored) return std::move(stored).error().at("body");
  return stored;
}

}  // namespace

std::vector<Route> market_routes() {
  std::vector<Route> routes;
  routes.push_back(typed_route(
      {.method = "POST",
       .path = "/api/v1/ml/market/bars",
       .operation = "post_bars",
       .tag = kTag,
       .summary = "Store bars",
       .description =
           "Any number of bars of any symbols, in any order. Sending a bar again changes nothing; "
           "one with other values is a correction, known since its `known_at` or, without one, "
           "since "
           "now; what it corrects is kept. Rows of the platform's table market_bars are taken by "
           "its own names. On the answer everything accepted is on the disk; "
           "rejected rows are named one by one.",
       .role = security::Role::trader,
       .example_bodies = {{"application/json", kJsonBars},
                          {"application/x-ndjson", kLineOfBars},
                          {"text/csv", kCsvBars}},
       .body_required = true},
      post_bars));
  routes.back().body_schema = market::json_bars_schema();
  routes.push_back(typed_route(
      {.method = "GET",
       .path = "/api/v1/ml/market/bars",
       .operation = "get_bars",
       .tag = kTag,
       .summary = "Bars of a symbol, oldest first",
       .description =
           "Raw prices, or adjusted for splits and dividends. With `as_of`, only what was known by "
           "then: bars, the values they had, and actions.",
       .errors = {404},
       .example_query = "symbol=SP500&timeframe=1d&limit=5"},
      get_bars));
  routes.push_back(typed_route({.method = "GET",
                                .path = "/api/v1/ml/market/symbols",
                                .operation = "get_symbols",
                                .tag = kTag,
                                .summary = "Every series held",
                                .description = "One entry per symbol and timeframe."},
                               get_symbols));
  routes.push_back(typed_route({.method = "GET",
                                .path = "/api/v1/ml/portfolio",
                                .operation = "get_portfolio",
                                .tag = kTag,
                                .summary = "A stored portfolio",
                                .description = "Positions and cash as last stored.",
                                .errors = {404},
                                .example_query = "portfolio_id=default"},
                               get_portfolio));
  routes.push_back(typed_route(
      {.method = "POST",
       .path = "/api/v1/ml/portfolio",
       .operation = "post_portfolio",
       .tag = kTag,
       .summary = "Store a portfolio",
       .description = "Takes the place of an earlier one of its name. Negative quantities are "
                      "shorts.",
       .role = security::Role::trader,
       .example_bodies = {{"application/json",
                           R"({"portfolio_id":"default","base_currency":"USD",)"
                           R"("positions":{"GE":200,"MSFT":150},"cash":{"USD":10000}})"}},
       .body_required = true},
      post_portfolio));
  return routes;
}

}  // namespace nautilus::server
