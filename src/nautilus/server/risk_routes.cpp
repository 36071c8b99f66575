// SPDX-License-Identifier: MIT
#include "nautilus/platform/engine.hpp"
#include "nautilus/server/routes.hpp"

namespace nautilus::server {
namespace {

Result<platform::VarAnswer> calculate_var(platform::Engine& engine, const Call& /*call*/,
                                          const platform::VarQuery& query,
                                          const platform::VarRequest& body) {
  return engine.risk().value_at_risk(query, body);
}

}  // namespace

std::vector<Route> risk_routes() {
  std::vector<Route> routes;
  routes.push_back(typed_route(
      {.method = "POST",
       .path = "/api/v1/ml/risk/var/calculate",
       .operation = "calculate_var",
       .tag = "Machine Learning",
       .summary = "Value at risk and expected shortfall of a portfolio",
       .description = "Losses are positive, in account currency. The body is a map of quantities, "
                      "an object with `portfolio` or `portfolio_id`, or empty for the stored "
                      "portfolio. `method` must be named: the methods offered are its allowed "
                      "values.",
       .errors = {404},
       .example_query = "confidence_level=0.95&horizon_days=1&method=historical",
       .example_bodies = {{"application/json", R"({"GE":200,"MSFT":150})"}}},
      calculate_var));
  return routes;
}

}  // namespace nautilus::server
