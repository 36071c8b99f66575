// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include "nautilus/base/field.hpp"
#include "nautilus/base/result.hpp"
#include "nautilus/base/time.hpp"
#include "nautilus/risk/alignment.hpp"

namespace nautilus::risk {

/// Fewer scenarios than this give no historical figure, whatever the confidence level.
inline constexpr std::size_t kMinimumScenarios = 100;

/// What is held of one symbol, in account currency: quantity x price, below 0 if short. A linear
/// position: its profit is the value times the simple return. Cash is no exposure; it has no risk.
struct Exposure {
  std::string symbol;
  double value = 0;

  friend bool operator==(const Exposure&, const Exposure&) = default;

  static constexpr auto fields() {
    return std::tuple{
        required_field("symbol", &Exposure::symbol, "The symbol", sized(1, 64)),
        required_field("value", &Exposure::value, "Quantity times price; below 0 if short"),
    };
  }
};

/// What to compute.
struct HistoricalVarQuestion {
  double confidence_level = 0.95;
  int horizon_days = 1;
  int window_days = 0;
  int worst_scenarios = 5;

  static constexpr auto fields() {
    using Q = HistoricalVarQuestion;
    return std::tuple{
        field("confidence_level", &Q::confidence_level, "Share of outcomes that lose no more",
              strictly_between(0, 1)),
        field("horizon_days", &Q::horizon_days, "Trading days over which the loss is measured",
              at_least(1)),
        field("window_days", &Q::window_days, "Most recent scenarios used; 0 for all", at_least(0)),
        field("worst_scenarios", &Q::worst_scenarios, "How many of the worst to list", at_least(0)),
    };
  }
};

/// What one symbol adds to the portfolio's figures. Components sum to the portfolio's figure up to
/// rounding (relative 1e-12); marginals are per unit of currency held, so component = marginal x
/// value.
struct RiskShare {
  std::string symbol;
  double value = 0;
  double component_var = 0;
  double marginal_var = 0;
  double component_expected_shortfall = 0;
  double marginal_expected_shortfall = 0;

  friend bool operator==(const RiskShare&, const RiskShare&) = default;

  static constexpr auto fields() {
    using S = RiskShare;
    return std::tuple{
        field("symbol", &S::symbol, "The symbol"),
        field("value", &S::value, "Exposure in account currency"),
        field("component_var", &S::component_var, "Part of the VaR; below 0 where it hedges"),
        field("marginal_var", &S::marginal_var, "Change of the VaR per unit of currency added"),
        field("component_expected_shortfall", &S::component_expected_shortfall,
              "Part of the expected shortfall; below 0 where it hedges"),
        field("marginal_expected_shortfall", &S::marginal_expected_shortfall,
              "Change of the expected shortfall per unit of currency added"),
    };
  }
};

/// One stretch of history applied to today's portfolio.
struct LossScenario {
  Timestamp from;  ///< Of the close that the return is measured from.
  Timestamp to;
  double loss = 0;  ///< In account currency, losses positive.

  friend bool operator==(const LossScenario&, const LossScenario&) = default;

  static constexpr auto fields() {
    return std::tuple{
        field("from", &LossScenario::from, "The close that the return is measured from"),
        field("to", &LossScenario::to, "The close that it is measured to"),
        field("loss", &LossScenario::loss, "Loss in account currency, losses positive"),
    };
  }
};

/// The answer; money in account currency, losses positive. A figure below 0 is a portfolio that
/// gained even in that scenario, and is reported as it is.
struct HistoricalVar {
  double value_at_risk = 0;
  double expected_shortfall = 0;
  double confidence_level = 0;
  int horizon_days = 0;
  std::int64_t observations = 0;
  std::int64_t independent_observations = 0;
  double tail_observations = 0;
  Timestamp from;
  Timestamp to;
  std::vector<RiskShare> shares;
  std::vector<LossScenario> worst;

  static constexpr auto fields() {
    using V = HistoricalVar;
    return std::tuple{
        field("value_at_risk", &V::value_at_risk, "The loss not exceeded at the confidence level"),
        field("expected_shortfall", &V::expected_shortfall, "The mean loss of the tail"),
        field("confidence_level", &V::confidence_level, "As asked", strictly_between(0, 1)),
        field("horizon_days", &V::horizon_days, "As asked", at_least(1)),
        field("observations", &V::observations, "Scenarios used", at_least(0)),
        field("independent_observations", &V::independent_observations,
              "How many of them do not overlap", at_least(0)),
        field("tail_observations", &V::tail_observations, "Scenarios in the tail, the last in part",
              at_least(0)),
        field("from", &V::from, "First close used"),
        field("to", &V::to, "Last close used"),
        field("shares", &V::shares, "What each symbol adds"),
        field("worst", &V::worst, "The worst scenarios, worst first"),
    };
  }
};

/// Value at risk and expected shortfall by historical simulation.
///
/// Every stretch of `horizon_days` rows of the aligned history is a scenario: simple returns over
/// the whole stretch (which compound the daily ones), the stretches overlapping, applied to today's
/// values. Nothing is scaled by the square root of time.
///
/// With n scenarios, losses ordered from the worst and k = n (1 - confidence_level) in the tail:
/// - expected shortfall = (the floor(k) worst + (k - floor(k)) x the next) / k (Acerbi and Tasche,
///   "On the coherence of expected shortfall", 2002): coherent also where losses have ties;
/// - VaR = that next loss, the (floor(k) + 1)-th worst: the smallest loss that at least a share
///   `confidence_level` of the scenarios does not exceed. It is the quantile whose mean over the
///   tail is this expected shortfall, so ES >= VaR always holds, and it is a day that happened: no
///   interpolation between days that did not.
/// Shares are Euler allocations (Tasche 2000): each symbol's loss in the VaR scenario, and its mean
/// loss in the tail. The former rests on one scenario and is as noisy as that.
///
/// No exposures at all answer 0 from no observations. Errors: invalid_argument for a question out
/// of its limits, a value that is not finite or so large that losses are not; not_found naming a
/// symbol without history; insufficient_data naming needed and held scenarios, when they are fewer
/// than kMinimumScenarios or than 1 / (1 - confidence_level).
Result<HistoricalVar> historical_var(std::span<const Exposure> exposures,
                                     const AlignedCloses& history,
                                     const HistoricalVarQuestion& question = {});

}  // namespace nautilus::risk
