// SPDX-License-Identifier: MIT
#pragma once

#include <tuple>

#include "nautilus/base/field.hpp"

namespace nautilus::regime {

/// The frozen parameters of the hindsight dating. They were fixed once, by looking at the S&P 500
/// 2000-2020; every figure of accuracy is stated for these values.
struct HindsightParameters {
  double bear_drawdown = 0.19;
  double recovery_share = 0.5;
  double recovery_gain = 0.20;
  double bear_onset = 0.05;
  int recovery_limit_bars = 252;
  double bull_sharpe = 1.8;
  double drift_switch_cost = 1.2;
  double volatile_multiple = 1.4;
  double volatile_switch_cost = 2.0;
  double crisis_multiple = 2.25;
  double crisis_switch_cost = 2.0;
  int minimum_episode_bars = 10;

  friend bool operator==(const HindsightParameters&, const HindsightParameters&) = default;

  static constexpr auto fields() {
    using P = HindsightParameters;
    return std::tuple{
        field("bear_drawdown", &P::bear_drawdown, "Simple loss from the peak that opens a bear leg",
              strictly_between(0, 1)),
        field("recovery_share", &P::recovery_share,
              "Share of the log loss regained that ends a bear leg", strictly_between(0, 1)),
        field("recovery_gain", &P::recovery_gain,
              "Simple gain from the trough that a bear leg needs at least to end", above(0)),
        field("bear_onset", &P::bear_onset,
              "The bear begins after the last close within this simple loss of the peak",
              strictly_between(0, 1)),
        field("recovery_limit_bars", &P::recovery_limit_bars, "Longest recovery, in bars",
              at_least(1)),
        field("bull_sharpe", &P::bull_sharpe,
              "Annual Sharpe ratio of a bull market; the line to sideways is at half of it",
              above(0)),
        field("drift_switch_cost", &P::drift_switch_cost,
              "Log-likelihood a change between bull and sideways must earn", above(0)),
        field("volatile_multiple", &P::volatile_multiple,
              "Volatile begins at this multiple of the reference volatility", above(0)),
        field("volatile_switch_cost", &P::volatile_switch_cost,
              "Score a change into or out of volatile must earn", above(0)),
        field("crisis_multiple", &P::crisis_multiple,
              "Crisis begins at this multiple of the reference volatility", above(0)),
        field("crisis_switch_cost", &P::crisis_switch_cost,
              "Score a change into or out of crisis must earn", above(0)),
        field("minimum_episode_bars", &P::minimum_episode_bars,
              "Shorter episodes go to their longer neighbour", at_least(1)),
    };
  }
};

}  // namespace nautilus::regime
