// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "nautilus/base/field.hpp"
#include "nautilus/base/time.hpp"
#include "nautilus/market/actions/adjustment.hpp"
#include "nautilus/regime/allocation.hpp"
#include "nautilus/regime/regime.hpp"
#include "nautilus/regime/regime_estimate.hpp"

namespace nautilus::platform {

using Shares = std::map<std::string, double>;
using Reasons = std::map<std::string, std::string>;

using regime::DataWindow;

/// How a figure came about.
enum class FigureSource {
  recorded,    ///< Issued at its time, and kept since as it was.
  recomputed,  ///< Computed now from what was known at its time.
  restated,    ///< Computed now from what is known now.
};
inline constexpr std::array<std::string_view, 3> kFigureSources{"recorded", "recomputed",
                                                                "restated"};
constexpr std::span<const std::string_view> enum_words(FigureSource /*source*/) {
  return kFigureSources;
}

struct RegimeQuery {
  std::optional<std::string> symbol;
  std::optional<Timestamp> as_of;
  std::optional<market::Adjustment> adjustment;

  static constexpr auto fields() {
    using Q = RegimeQuery;
    return std::tuple{
        field("symbol", &Q::symbol, "Symbol; unset takes the configured benchmark", sized(1, 32)),
        field("as_of", &Q::as_of, "Only what was known by then: bars, corrections, actions"),
        field("adjustment", &Q::adjustment,
              "How prices are taken; unset, adjusted for splits where any are known"),
    };
  }
};

/// What one member of the ensemble says.
struct RegimeMember {
  std::string name;
  regime::Regime regime = regime::Regime::bull;
  std::optional<regime::RegimeRow> probabilities;
  std::string model_version;

  static constexpr auto fields() {
    using A = RegimeMember;
    return std::tuple{
        field("name", &A::name, "Method"),
        field("regime", &A::regime, "Its regime"),
        field("probabilities", &A::probabilities, "Its probabilities"),
        field("model_version", &A::model_version, "Its version"),
    };
  }
};

struct RegimeAnswer {
  std::string symbol;
  regime::Regime regime = regime::Regime::bull;
  std::optional<double> confidence;
  std::optional<regime::RegimeRow> probabilities;
  Timestamp timestamp;
  std::vector<std::string> features_used;
  std::optional<regime::Regime> previous_regime;
  Timestamp since;
  std::int64_t duration_bars = 0;
  std::optional<double> expected_remaining_bars;
  std::optional<regime::RegimeRow> transition_probabilities;
  std::vector<RegimeMember> members;
  std::optional<regime::Allocation> recommended_allocation;
  std::optional<double> risk_adjustment_factor;
  double reference_volatility = 0;
  std::string model_version;
  DataWindow window;
  market::Adjustment adjustment = market::Adjustment::none;
  FigureSource source = FigureSource::recomputed;
  Reasons missing;

  static constexpr auto fields() {
    using A = RegimeAnswer;
    return std::tuple{
        field("symbol", &A::symbol, "Symbol that the regime is of"),
        field("regime", &A::regime, "The regime by all data up to the timestamp"),
        field("confidence", &A::confidence, "Probability of that regime", between(0, 1)),
        field("probabilities", &A::probabilities, "Probability of each of the six regimes"),
        field("timestamp", &A::timestamp, "When the newest bar used was known"),
        field("features_used", &A::features_used, "Inputs of the method"),
        field("previous_regime", &A::previous_regime, "The regime before this one"),
        field("since", &A::since, "When the first bar of this regime was known, as dated today"),
        field("duration_bars", &A::duration_bars, "Bars in this regime so far"),
        field("expected_remaining_bars", &A::expected_remaining_bars,
              "Bars that this regime is expected to last on"),
        field("transition_probabilities", &A::transition_probabilities,
              "Probability of each regime on the next bar"),
        field("members", &A::members, "What each method says"),
        field("recommended_allocation", &A::recommended_allocation,
              "Shares of equities, bonds, commodities and cash; null while the confidence is"),
        field("risk_adjustment_factor", &A::risk_adjustment_factor,
              "Factor for risk budgets; null while the confidence is"),
        field("reference_volatility", &A::reference_volatility,
              "Annual volatility that counted as normal"),
        field("model_version", &A::model_version, "Method, parameters and their version"),
        field("window", &A::window, "The bars that were used"),
        field("adjustment", &A::adjustment, "How their prices were taken"),
        field("source", &A::source,
              "recorded: issued now and kept; recomputed: computed from what was known then"),
        field("missing", &A::missing, "Why a figure is null, by its name"),
    };
  }
};

struct RegimeHistoryQuery {
  int days = 30;
  bool include_probabilities = false;
  std::optional<std::string> symbol;
  std::optional<Timestamp> from;
  std::optional<Timestamp> to;
  bool restated = false;

  static constexpr auto fields() {
    using Q = RegimeHistoryQuery;
    return std::tuple{
        field("days", &Q::days, "Calendar days before the newest bar, where `from` is unset",
              between(1, 36'500)),
        field("include_probabilities", &Q::include_probabilities, "Give the six probabilities too"),
        field("symbol", &Q::symbol, "Symbol; unset takes the configured benchmark", sized(1, 32)),
        field("from", &Q::from, "First time, included"),
        field("to", &Q::to, "Time at which to end, excluded"),
        field("restated", &Q::restated,
              "Compute all from what is known now, instead of what was issued and known then"),
    };
  }
};

struct RegimeHistoryEntry {
  Timestamp timestamp;
  std::string regime;
  std::optional<double> confidence;
  std::optional<Shares> probabilities;
  FigureSource source = FigureSource::recorded;
  std::string model_version;

  static constexpr auto fields() {
    using A = RegimeHistoryEntry;
    return std::tuple{
        field("timestamp", &A::timestamp, "When the newest bar that it saw was known"),
        field("regime", &A::regime, "The regime by all data up to then"),
        field("confidence", &A::confidence, "Probability of that regime"),
        field("probabilities", &A::probabilities, "Null unless asked for, or not computable then"),
        field("source", &A::source,
              "recorded: issued then; recomputed: nothing was issued then, computed now from what "
              "was known then; restated: computed now from what is known now"),
        field("model_version", &A::model_version, "Version that said so"),
    };
  }
};

struct RegimeTransition {
  Timestamp timestamp;
  std::string from;
  std::string to;

  static constexpr auto fields() {
    using A = RegimeTransition;
    return std::tuple{
        field("timestamp", &A::timestamp, "First time of the new regime"),
        field("from", &A::from, "Regime before"),
        field("to", &A::to, "Regime from then on"),
    };
  }
};

struct RegimeHistoryAnswer {
  std::string symbol;
  std::vector<RegimeHistoryEntry> history;
  std::vector<RegimeTransition> transitions;

  static constexpr auto fields() {
    using A = RegimeHistoryAnswer;
    return std::tuple{
        field("symbol", &A::symbol, "Symbol that the regimes are of"),
        field("history", &A::history, "One entry per bar, oldest first"),
        field("transitions", &A::transitions, "Changes of regime within it"),
    };
  }
};

}  // namespace nautilus::platform
