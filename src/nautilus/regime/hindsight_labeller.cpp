// SPDX-License-Identifier: MIT
#include "nautilus/regime/hindsight_labeller.hpp"

#include "nautilus/regime/detail/checks.hpp"
#include "nautilus/regime/detail/dating.hpp"
#include "nautilus/regime/detail/price_columns.hpp"

namespace nautilus::regime {

Result<HindsightDating> date_in_hindsight(std::span<const double> closes,
                                          std::optional<double> reference_volatility,
                                          const HindsightParameters& parameters) {
  for (std::size_t i = 0; i < closes.size(); ++i) NAUTILUS_CHECK(detail::check_close(closes[i], i));
  NAUTILUS_CHECK(detail::check_reference(reference_volatility));
  NAUTILUS_CHECK(detail::check_enough(closes.size()));

  const detail::PriceColumns columns(closes);
  HindsightDating result;
  result.reference_volatility =
      reference_volatility ? *reference_volatility : detail::median_of(columns.volatilities());
  NAUTILUS_CHECK(detail::check_moving(result.reference_volatility));

  detail::BearLegSearch legs(parameters);
  for (std::size_t bars = 1; bars <= closes.size(); ++bars) {
    legs.update(columns.log_closes().first(bars));
  }
  detail::Dating dating(parameters);
  const auto episodes = dating.run(columns, legs, result.reference_volatility);
  result.episodes.assign(episodes.begin(), episodes.end());
  result.bear_legs = legs.closed();
  if (legs.is_open()) result.bear_legs.push_back(legs.open_leg());
  result.labels = labels_of(result.episodes);
  return result;
}

}  // namespace nautilus::regime
