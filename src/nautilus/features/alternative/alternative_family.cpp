// SPDX-License-Identifier: MIT
#include "nautilus/features/alternative/joined_difference.hpp"
#include "nautilus/features/alternative/joined_value.hpp"
#include "nautilus/features/detail/describe_indicators.hpp"
#include "nautilus/features/family.hpp"

namespace nautilus::features {
namespace {

constexpr auto kIndicators = detail::describe_indicators<JoinedDifference, JoinedValue>();

constexpr Feature level(std::string_view name, std::string_view reference,
                        Group group = Group::alternative) {
  return {name, group, "joined_value", "{}", "joined_value", reference};
}

constexpr Feature difference(std::string_view name, std::string_view reference,
                             std::string_view second_reference) {
  return {name,      Group::alternative, "joined_difference", "{}", "joined_difference",
          reference, second_reference};
}

constexpr auto kFeatures = std::to_array<Feature>({
    level("regime_strength", "published:regime_strength", Group::market_structure),
    level("vix_level", "series:vix"),
    difference("vix_change", "series:vix", "series_before:vix"),
    level("treasury_10y", "series:treasury_10y"),
    level("treasury_2y", "series:treasury_2y"),
    difference("yield_curve_slope", "series:treasury_10y", "series:treasury_2y"),
    level("dollar_index", "series:dollar_index"),
    level("oil_price", "series:oil_price"),
    level("gold_price", "series:gold_price"),
    level("earnings_sentiment", "series:earnings_sentiment"),
    level("news_sentiment", "series:news_sentiment"),
});

}  // namespace

Family alternative_family() { return {kIndicators, kFeatures}; }

}  // namespace nautilus::features
