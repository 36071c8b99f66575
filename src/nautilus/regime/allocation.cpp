// SPDX-License-Identifier: MIT
#include "nautilus/regime/allocation.hpp"

#include <array>
#include <cassert>

namespace nautilus::regime {
namespace {

struct Policy {
  Allocation allocation;
  double risk_factor;
};

constexpr std::array<Policy, kRegimeCount> kPolicies{{
    {{.equities = .70, .bonds = .20, .commodities = .05, .cash = .05}, 1.0},  // bull
    {{.equities = .20, .bonds = .50, .commodities = .10, .cash = .20}, 0.5},  // bear
    {{.equities = .50, .bonds = .30, .commodities = .10, .cash = .10}, 0.8},  // sideways
    {{.equities = .30, .bonds = .40, .commodities = .10, .cash = .20}, 0.3},  // volatile
    {{.equities = .10, .bonds = .30, .commodities = .10, .cash = .50}, 0.1},  // crisis
    {{.equities = .60, .bonds = .25, .commodities = .10, .cash = .05}, 1.2},  // recovery
}};

}  // namespace

Allocation full_allocation(Regime regime) { return kPolicies[index_of(regime)].allocation; }

std::optional<Allocation> recommended_allocation(Regime regime, std::optional<double> confidence,
                                                 double threshold) {
  if (!confidence) return std::nullopt;
  assert(*confidence >= 0 && *confidence <= 1 && threshold > 0 && threshold <= 1);

  Allocation allocation = full_allocation(regime);
  if (*confidence >= threshold) return allocation;
  const double kept = *confidence / threshold;
  allocation.equities *= kept;
  allocation.bonds *= kept;
  allocation.commodities *= kept;
  allocation.cash = 1 - (allocation.equities + allocation.bonds + allocation.commodities);
  return allocation;
}

std::optional<double> risk_adjustment_factor(Regime regime, std::optional<double> confidence) {
  if (!confidence) return std::nullopt;
  assert(*confidence >= 0 && *confidence <= 1);
  return kPolicies[index_of(regime)].risk_factor * (0.5 + 0.5 * *confidence);
}

}  // namespace nautilus::regime
