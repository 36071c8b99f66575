// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "nautilus/base/result.hpp"
#include "nautilus/regime/bear_leg.hpp"
#include "nautilus/regime/episodes.hpp"
#include "nautilus/regime/hindsight_parameters.hpp"
#include "nautilus/regime/regime.hpp"

namespace nautilus::regime {

/// The fewest bars a label is given for: one whole window of the local volatility (63 returns).
/// With less, every figure that the dating reads would come from a window cut off at both ends.
inline constexpr std::size_t kMinimumBars = 64;

/// The regimes of a past period, dated with all of it in view: it looks ahead, so it is truth to
/// measure against, never an input to a decision.
struct HindsightDating {
  double reference_volatility = 0;  ///< Annual, as a fraction.
  std::vector<BearLeg> bear_legs;
  std::vector<Episode> episodes;
  std::vector<Regime> labels;  ///< One per close.
};

/// Dates a series of daily closes into the six regimes, in time linear in their number:
///
/// 1. volatility of a bar: sqrt(252 x mean squared log return) over the centred 21 bars;
/// 2. bull or sideways: the two-state path over the log-likelihood ratio of an annual Sharpe ratio
///    of 1.8 against 0, returns being standardised by the local volatility and cut at 3;
/// 3. volatile: the two-state path over 2 log(volatility / (1.4 x reference)) overrides;
/// 4. bear: from the last close within 5 % of the peak to the trough of a bear leg, crisis where
///    2 log(volatility / (2.25 x reference)) says so; recovery: after the trough until the rise is
///    confirmed, at most 252 bars; both override;
/// 5. episodes shorter than 10 bars go to their longer neighbour.
///
/// `reference_volatility` is what is usual for this market, annual; absent, it is the median of the
/// volatilities of step 1. Errors: invalid_argument naming the index of a close that is not finite
/// and above 0, or a reference that is not; insufficient_data below kMinimumBars or when the
/// reference is to be computed from closes that mostly stand still.
Result<HindsightDating> date_in_hindsight(std::span<const double> closes,
                                          std::optional<double> reference_volatility = std::nullopt,
                                          const HindsightParameters& parameters = {});

}  // namespace nautilus::regime
