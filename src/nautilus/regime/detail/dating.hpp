// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <vector>

#include "nautilus/regime/detail/bear_legs.hpp"
#include "nautilus/regime/detail/price_columns.hpp"
#include "nautilus/regime/episodes.hpp"
#include "nautilus/regime/hindsight_parameters.hpp"

namespace nautilus::regime::detail {

/// Runs the hindsight dating over a series, again and again in the same buffers: a pass costs a few
/// nanoseconds per bar and, once the buffers have grown, no allocation.
class Dating {
 public:
  explicit Dating(const HindsightParameters& parameters) : parameters_(parameters) {}

  /// The episodes of the whole series, valid until the next call.
  /// REQUIRES: legs has seen exactly these closes; reference_volatility is finite and above 0.
  std::span<const Episode> run(const PriceColumns& columns, const BearLegSearch& legs,
                               double reference_volatility);

 private:
  void label_drift_and_volatility(const PriceColumns& columns, double reference_volatility);
  void label_leg(const PriceColumns& columns, const BearLeg& leg);
  void collect_episodes();

  HindsightParameters parameters_;
  std::vector<unsigned char> verdicts_;  ///< Three per bar: drift, volatile, crisis.
  std::vector<Regime> labels_;
  std::vector<unsigned char> crisis_;
  std::vector<Episode> episodes_;
};

}  // namespace nautilus::regime::detail
