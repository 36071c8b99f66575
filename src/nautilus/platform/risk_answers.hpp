// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "nautilus/base/field.hpp"
#include "nautilus/base/json_schema.hpp"
#include "nautilus/base/time.hpp"
#include "nautilus/platform/regime_answers.hpp"
#include "nautilus/risk/alignment.hpp"
#include "nautilus/risk/historical_var.hpp"

namespace nautilus::platform {

/// The VaR methods that this build has.
inline constexpr std::array<std::string_view, 1> kVarMethods{"historical"};

struct VarQuery {
  double confidence_level = 0.95;
  int horizon_days = 1;
  std::string method;
  std::optional<Timestamp> as_of;
  std::optional<market::Adjustment> adjustment;

  static constexpr auto fields() {
    using Q = VarQuery;
    return std::tuple{
        field("confidence_level", &Q::confidence_level, "Probability that the loss stays below VaR",
              Allowed{.minimum = 0.5, .maximum = 1, .exclusive_maximum = true}),
        field("horizon_days", &Q::horizon_days, "Trading days that the positions are held",
              between(1, 250)),
        required_field("method", &Q::method, "How the losses are generated", one_of(kVarMethods)),
        field("as_of", &Q::as_of, "Only what was known by then: bars, corrections, actions"),
        field("adjustment", &Q::adjustment,
              "How prices are taken; unset, adjusted for splits where any are known"),
    };
  }
};

/// The body of a VaR request: nothing (the stored portfolio), a map of quantities, or an object
/// with `portfolio` (a map) or `portfolio_id`.
struct VarRequest {
  std::optional<Shares> portfolio;
  std::string portfolio_id = "default";

  static Result<VarRequest> from_json(const json::Value& value);
  static json::Value json_schema(json::Direction direction);
};

struct ScenarioAnalysis {
  std::int64_t observations = 0;
  DataWindow window;
  std::int64_t independent_observations = 0;
  double tail_observations = 0;
  std::vector<risk::SymbolCoverage> coverage;
  std::vector<risk::LossScenario> worst_scenarios;

  static constexpr auto fields() {
    using A = ScenarioAnalysis;
    return std::tuple{
        field("observations", &A::observations, "Scenarios replayed"),
        field("window", &A::window, "Bars that the scenarios come from"),
        field("independent_observations", &A::independent_observations,
              "Scenarios that do not overlap"),
        field("tail_observations", &A::tail_observations, "Scenarios beyond VaR, the last in part"),
        field("coverage", &A::coverage, "How much of each symbol's history could be used"),
        field("worst_scenarios", &A::worst_scenarios, "The largest losses, worst first"),
    };
  }
};

struct VarAnswer {
  double value_at_risk = 0;
  double expected_shortfall = 0;
  double confidence_level = 0;
  int horizon_days = 0;
  std::string method;
  ScenarioAnalysis scenario_analysis;
  Timestamp timestamp;
  std::optional<double> standard_error;
  Shares component_var;
  Shares marginal_var;
  Shares component_expected_shortfall;
  double portfolio_value = 0;
  std::string portfolio_id;
  std::optional<std::int64_t> simulations;
  std::optional<std::int64_t> seed;
  std::string model_version;
  market::Adjustment adjustment = market::Adjustment::none;
  FigureSource source = FigureSource::recomputed;
  std::vector<std::string> warnings;
  Reasons missing;

  static constexpr auto fields() {
    using A = VarAnswer;
    return std::tuple{
        field("var", &A::value_at_risk, "Loss that is not exceeded with the confidence level"),
        field("expected_shortfall", &A::expected_shortfall, "Mean loss beyond VaR"),
        field("confidence_level", &A::confidence_level, "As asked for"),
        field("horizon_days", &A::horizon_days, "As asked for"),
        field("method", &A::method, "As asked for"),
        field("scenario_analysis", &A::scenario_analysis, "The scenarios behind the figures"),
        field("timestamp", &A::timestamp, "When the newest price used was known"),
        field("standard_error", &A::standard_error, "Of a simulated figure"),
        field("component_var", &A::component_var, "Share of each position; they sum to VaR"),
        field("marginal_var", &A::marginal_var, "VaR added by one more unit of currency"),
        field("component_expected_shortfall", &A::component_expected_shortfall,
              "Share of each position; they sum to expected shortfall"),
        field("portfolio_value", &A::portfolio_value, "Positions at their last prices, and cash"),
        field("portfolio_id", &A::portfolio_id, "The stored portfolio, or 'request'"),
        field("simulations", &A::simulations, "Paths of a simulated figure"),
        field("seed", &A::seed, "Seed of a simulated figure"),
        field("model_version", &A::model_version, "Method and version"),
        field("adjustment", &A::adjustment, "How prices were taken"),
        field("source", &A::source,
              "recorded: issued now and kept; recomputed: computed from what was known then"),
        field(
            "warnings", &A::warnings,
            "Moves in the window that look like a change of units, such as a split in raw prices"),
        field("missing", &A::missing, "Why a figure is null, by its name"),
    };
  }
};

}  // namespace nautilus::platform
