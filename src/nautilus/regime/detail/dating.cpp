// SPDX-License-Identifier: MIT
#include "nautilus/regime/detail/dating.hpp"

#include <algorithm>
#include <cmath>

#include "nautilus/numeric/pinned_math.hpp"
#include "nautilus/regime/detail/two_state.hpp"

namespace nautilus::regime::detail {
namespace {

/// Standardised returns beyond this say no more than this.
constexpr double kLargestMove = 3;
/// The local volatility counts as at least this share of the reference.
constexpr double kLowestShareOfReference = 0.5;
/// How much of a log ratio of volatilities a bar's score is.
constexpr double kVolatilityWeight = 2;

constexpr unsigned kVerdictBits = 2;
constexpr unsigned kVerdictMask = 3;

bool settle(unsigned verdict, bool next) {
  return verdict == static_cast<unsigned>(Verdict::as_next)
             ? next
             : verdict == static_cast<unsigned>(Verdict::on);
}

}  // namespace

std::span<const Episode> Dating::run(const PriceColumns& columns, const BearLegSearch& legs,
                                     double reference_volatility) {
  verdicts_.resize(columns.size());
  labels_.resize(columns.size());
  crisis_.resize(columns.size());
  label_drift_and_volatility(columns, reference_volatility);
  for (const BearLeg& leg : legs.closed()) label_leg(columns, leg);
  if (legs.is_open()) label_leg(columns, legs.open_leg());
  collect_episodes();
  dissolve_short(episodes_, static_cast<std::size_t>(parameters_.minimum_episode_bars));
  return episodes_;
}

// The three paths share one loop forward and one back: each is a chain of dependent operations, and
// the three together cost the time of one.
void Dating::label_drift_and_volatility(const PriceColumns& columns, double reference_volatility) {
  const double daily_sharpe = parameters_.bull_sharpe / std::sqrt(kBarsPerYear);
  const double lowest_volatility = kLowestShareOfReference * reference_volatility;
  const double log_volatile = numeric::log(parameters_.volatile_multiple * reference_volatility);
  const double log_crisis = numeric::log(parameters_.crisis_multiple * reference_volatility);
  const std::span<const double> returns = columns.annual_returns();
  const std::span<const double> local = columns.local_volatilities();
  const std::span<const double> log_volatility = columns.log_volatilities();

  TwoStatePath drift(parameters_.drift_switch_cost);
  TwoStatePath volatile_path(parameters_.volatile_switch_cost);
  TwoStatePath crisis_path(parameters_.crisis_switch_cost);
  const std::size_t bars = columns.size();
  for (std::size_t i = 0; i < bars; ++i) {
    const double move =
        std::clamp(returns[i] / std::max(local[i], lowest_volatility), -kLargestMove, kLargestMove);
    // Log-likelihood ratio of a normal with mean daily_sharpe against mean 0.
    const auto up =
        static_cast<unsigned>(drift.update(daily_sharpe * move - daily_sharpe * daily_sharpe / 2));
    const auto high = static_cast<unsigned>(
        volatile_path.update(kVolatilityWeight * (log_volatility[i] - log_volatile)));
    const auto extreme = static_cast<unsigned>(
        crisis_path.update(kVolatilityWeight * (log_volatility[i] - log_crisis)));
    verdicts_[i] =
        static_cast<unsigned char>(up | high << kVerdictBits | extreme << (2 * kVerdictBits));
  }

  bool is_up = drift.last_is_on();
  bool is_high = volatile_path.last_is_on();
  bool is_extreme = crisis_path.last_is_on();
  for (std::size_t i = bars; i-- > 0;) {
    const unsigned verdict = verdicts_[i];
    is_up = settle(verdict & kVerdictMask, is_up);
    is_high = settle(verdict >> kVerdictBits & kVerdictMask, is_high);
    is_extreme = settle(verdict >> (2 * kVerdictBits), is_extreme);
    crisis_[i] = is_extreme ? 1 : 0;
    labels_[i] = is_high ? Regime::volatile_ : is_up ? Regime::bull : Regime::sideways;
  }
}

void Dating::label_leg(const PriceColumns& columns, const BearLeg& leg) {
  const std::span<const double> log_closes = columns.log_closes();
  const double onset = log_closes[leg.peak] + numeric::log(1 - parameters_.bear_onset);
  for (std::size_t i = leg.trough; i > leg.peak && log_closes[i] < onset; --i) {
    labels_[i] = crisis_[i] != 0 ? Regime::crisis : Regime::bear;
  }
  const std::size_t last =
      std::min(leg.last, leg.trough + static_cast<std::size_t>(parameters_.recovery_limit_bars));
  for (std::size_t i = leg.trough + 1; i <= last; ++i) labels_[i] = Regime::recovery;
}

void Dating::collect_episodes() {
  episodes_.clear();
  std::size_t first = 0;
  for (std::size_t i = 1; i <= labels_.size(); ++i) {
    if (i < labels_.size() && labels_[i] == labels_[first]) continue;
    episodes_.push_back({first, i, labels_[first]});
    first = i;
  }
}

}  // namespace nautilus::regime::detail
