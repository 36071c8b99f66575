// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <tuple>

#include "nautilus/base/field.hpp"
#include "nautilus/regime/regime.hpp"

namespace nautilus::regime {

/// Below this confidence an allocation moves towards cash.
inline constexpr double kConfidenceThreshold = 0.7;

/// Shares of a portfolio by asset class; they sum to 1.
struct Allocation {
  double equities = 0;
  double bonds = 0;
  double commodities = 0;
  double cash = 0;

  friend bool operator==(const Allocation&, const Allocation&) = default;

  static constexpr auto fields() {
    return std::tuple{
        field("equities", &Allocation::equities, "Share in equities", between(0, 1)),
        field("bonds", &Allocation::bonds, "Share in bonds", between(0, 1)),
        field("commodities", &Allocation::commodities, "Share in commodities", between(0, 1)),
        field("cash", &Allocation::cash, "Share in cash", between(0, 1)),
    };
  }
};

/// The allocation for a regime that is certain.
Allocation full_allocation(Regime regime);

/// The allocation for a regime held with some confidence. At or above the threshold it is the full
/// allocation. Below, equities, bonds and commodities are each multiplied by confidence / threshold
/// and what they give up goes into cash: continuous at the threshold, all cash at confidence 0.
/// Without a confidence there is no recommendation: nullopt.
/// REQUIRES: confidence in [0, 1], threshold in (0, 1].
std::optional<Allocation> recommended_allocation(Regime regime, std::optional<double> confidence,
                                                 double threshold = kConfidenceThreshold);

/// By how much to scale risk taken: the regime's factor (bull 1.0, bear 0.5, sideways 0.8, volatile
/// 0.3, crisis 0.1, recovery 1.2) times (0.5 + 0.5 confidence). Without a confidence: nullopt.
/// REQUIRES: confidence in [0, 1].
std::optional<double> risk_adjustment_factor(Regime regime, std::optional<double> confidence);

}  // namespace nautilus::regime
