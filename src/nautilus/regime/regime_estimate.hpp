// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <tuple>

#include "nautilus/base/field.hpp"
#include "nautilus/base/time.hpp"
#include "nautilus/regime/regime.hpp"

namespace nautilus::regime {

/// The data an answer was computed from.
struct DataWindow {
  Timestamp from;
  Timestamp to;
  std::int64_t bars = 0;

  friend bool operator==(const DataWindow&, const DataWindow&) = default;

  static constexpr auto fields() {
    return std::tuple{
        field("from", &DataWindow::from, "First bar"),
        field("to", &DataWindow::to, "Last bar"),
        field("bars", &DataWindow::bars, "Bars in all"),
    };
  }
};

/// The regime at the last bar of a window, from nothing but that window. What could not be computed
/// is absent and has its reason in `missing` under its own name.
struct RegimeEstimate {
  Timestamp timestamp;  ///< Of the last bar.
  Regime regime = Regime::bull;
  std::optional<double> confidence;
  std::optional<RegimeRow> probabilities;
  std::optional<Regime> previous_regime;
  Timestamp since;
  std::int64_t duration_bars = 0;
  std::optional<double> expected_remaining_bars;
  std::optional<RegimeRow> transition_probabilities;
  double reference_volatility = 0;
  DataWindow window;
  std::string model_version;
  std::map<std::string, std::string> missing;

  friend bool operator==(const RegimeEstimate&, const RegimeEstimate&) = default;

  static constexpr auto fields() {
    using E = RegimeEstimate;
    return std::tuple{
        field("timestamp", &E::timestamp, "The bar that the estimate is for"),
        field("regime", &E::regime, "The regime"),
        field("confidence", &E::confidence, "The probability of that regime", between(0, 1)),
        field("probabilities", &E::probabilities,
              "How often days labelled like this one settled as each regime, smoothed"),
        field("previous_regime", &E::previous_regime,
              "The regime before, in the dating that gave this one; null if there was none"),
        field("since", &E::since, "First bar of the regime in that dating"),
        field("duration_bars", &E::duration_bars, "Bars from since on, this one included",
              at_least(1)),
        field("expected_remaining_bars", &E::expected_remaining_bars,
              "Mean duration of the regime on settled days, as if it did not age", at_least(0)),
        field("transition_probabilities", &E::transition_probabilities,
              "How often the next settled day was in each regime, smoothed"),
        field("reference_volatility", &E::reference_volatility,
              "Annual volatility that counts as usual for this market", above(0)),
        field("window", &E::window, "The data the estimate was computed from"),
        field("model_version", &E::model_version, "Method and a hash of its parameters"),
        field("missing", &E::missing, "Why a figure is null, by its name"),
    };
  }
};

}  // namespace nautilus::regime
