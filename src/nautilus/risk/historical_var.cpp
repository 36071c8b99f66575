// SPDX-License-Identifier: MIT
#include "nautilus/risk/historical_var.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include <fmt/format.h>

#include "nautilus/risk/detail/loss_tail.hpp"

namespace nautilus::risk {
namespace {

/// Which rows of the history the scenarios run between: scenario s from row first + s to
/// first + s + horizon.
struct Stretches {
  std::size_t first = 0;
  std::size_t horizon = 1;
  std::size_t count = 0;

  [[nodiscard]] std::size_t start(std::size_t scenario) const { return first + scenario; }
  [[nodiscard]] std::size_t end(std::size_t scenario) const { return first + scenario + horizon; }
};

Result<void> check(const HistoricalVarQuestion& question, std::span<const Exposure> exposures) {
  const double level = question.confidence_level;
  if (!(level > 0 && level < 1)) {
    return field_error({"confidence_level"},
                       fmt::format("must be above 0 and below 1, was {}", level), "out_of_range");
  }
  if (question.horizon_days < 1) {
    return field_error({"horizon_days"},
                       fmt::format("must be at least 1, was {}", question.horizon_days),
                       "out_of_range");
  }
  if (question.window_days < 0 || question.worst_scenarios < 0) {
    return field_error({question.window_days < 0 ? "window_days" : "worst_scenarios"},
                       "must be at least 0", "out_of_range");
  }
  for (const Exposure& exposure : exposures) {
    if (std::isfinite(exposure.value)) continue;
    return field_error({exposure.symbol, "value"},
                       fmt::format("must be finite, was {}", exposure.value), "out_of_range");
  }
  return {};
}

/// The column of each exposure, in their order.
Result<std::vector<const std::vector<double>*>> columns_of(std::span<const Exposure> exposures,
                                                           const AlignedCloses& history) {
  std::vector<const std::vector<double>*> columns;
  for (const Exposure& exposure : exposures) {
    const auto found = std::ranges::find(history.symbols, exposure.symbol);
    if (found == history.symbols.end()) {
      return Error{.code = ErrorCode::not_found,
                   .message = fmt::format("no history is held for '{}'", exposure.symbol)};
    }
    columns.push_back(&history.closes[static_cast<std::size_t>(found - history.symbols.begin())]);
  }
  return columns;
}

Result<Stretches> stretches_of(const AlignedCloses& history,
                               const HistoricalVarQuestion& question) {
  const std::size_t rows = history.timestamps.size();
  const auto horizon = static_cast<std::size_t>(question.horizon_days);
  const auto window = static_cast<std::size_t>(question.window_days);
  const std::size_t held = rows > horizon ? rows - horizon : 0;
  const std::size_t count = window > 0 ? std::min(window, held) : held;
  const std::size_t needed =
      std::max(kMinimumScenarios, detail::scenarios_for_one_in_tail(question.confidence_level));
  if (count < needed) {
    return Error{.code = ErrorCode::insufficient_data,
                 .message = fmt::format(
                     "historical VaR at confidence {} over {} day(s) needs {} scenarios, {} are {}",
                     question.confidence_level, question.horizon_days, needed, count,
                     window > 0 && window < held ? "in the window" : "held")};
  }
  return Stretches{rows - horizon - count, horizon, count};
}

std::vector<double> returns_of(const std::vector<double>& closes, const Stretches& stretches) {
  std::vector<double> returns(stretches.count);
  for (std::size_t s = 0; s < stretches.count; ++s) {
    returns[s] = closes[stretches.end(s)] / closes[stretches.start(s)] - 1;
  }
  return returns;
}

void add_losses(std::vector<double>& losses, double value, const std::vector<double>& returns) {
  for (std::size_t s = 0; s < losses.size(); ++s) losses[s] -= value * returns[s];
}

RiskShare share_of(const Exposure& exposure, const std::vector<double>& returns,
                   const detail::LossTail& tail) {
  RiskShare share{.symbol = exposure.symbol, .value = exposure.value};
  share.marginal_var = -returns[tail.var_scenario()];
  share.marginal_expected_shortfall = -tail.mean_of(returns);
  share.component_var = exposure.value * share.marginal_var;
  share.component_expected_shortfall = exposure.value * share.marginal_expected_shortfall;
  return share;
}

/// What every exposure and the portfolio made in every scenario.
struct Simulation {
  std::vector<std::vector<double>> returns;  ///< One list per exposure.
  std::vector<double> losses;
};

Result<Simulation> simulate(std::span<const Exposure> exposures,
                            std::span<const std::vector<double>* const> columns,
                            const Stretches& stretches) {
  Simulation simulation;
  simulation.losses.resize(stretches.count);
  for (std::size_t i = 0; i < exposures.size(); ++i) {
    simulation.returns.push_back(returns_of(*columns[i], stretches));
    add_losses(simulation.losses, exposures[i].value, simulation.returns.back());
  }
  if (!std::ranges::all_of(simulation.losses, [](double loss) { return std::isfinite(loss); })) {
    return Error{.code = ErrorCode::invalid_argument,
                 .message = "the exposures are so large that their losses are not finite"};
  }
  return simulation;
}

}  // namespace

Result<HistoricalVar> historical_var(std::span<const Exposure> exposures,
                                     const AlignedCloses& history,
                                     const HistoricalVarQuestion& question) {
  NAUTILUS_CHECK(check(question, exposures));
  HistoricalVar answer{.confidence_level = question.confidence_level,
                       .horizon_days = question.horizon_days};
  if (exposures.empty()) return answer;
  NAUTILUS_TRY(const auto columns, columns_of(exposures, history));
  NAUTILUS_TRY(const Stretches stretches, stretches_of(history, question));
  NAUTILUS_TRY(const Simulation simulation, simulate(exposures, columns, stretches));

  const detail::LossTail tail(simulation.losses, question.confidence_level);
  answer.value_at_risk = simulation.losses[tail.var_scenario()];
  answer.expected_shortfall = tail.mean_of(simulation.losses);
  answer.observations = static_cast<std::int64_t>(stretches.count);
  answer.independent_observations =
      static_cast<std::int64_t>((stretches.count + stretches.horizon - 1) / stretches.horizon);
  answer.tail_observations = tail.size();
  answer.from = history.timestamps[stretches.start(0)];
  answer.to = history.timestamps[stretches.end(stretches.count - 1)];
  for (std::size_t i = 0; i < exposures.size(); ++i) {
    answer.shares.push_back(share_of(exposures[i], simulation.returns[i], tail));
  }
  for (const std::size_t s : tail.worst(static_cast<std::size_t>(question.worst_scenarios))) {
    answer.worst.push_back({history.timestamps[stretches.start(s)],
                            history.timestamps[stretches.end(s)], simulation.losses[s]});
  }
  return answer;
}

}  // namespace nautilus::risk
