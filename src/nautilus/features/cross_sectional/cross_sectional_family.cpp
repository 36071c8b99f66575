// SPDX-License-Identifier: MIT
#include "nautilus/features/cross_sectional/beta.hpp"
#include "nautilus/features/cross_sectional/correlation.hpp"
#include "nautilus/features/cross_sectional/price_correlation.hpp"
#include "nautilus/features/cross_sectional/price_relative_strength.hpp"
#include "nautilus/features/detail/describe_indicators.hpp"
#include "nautilus/features/family.hpp"

namespace nautilus::features {
namespace {

constexpr auto kIndicators =
    detail::describe_indicators<Beta, Correlation, PriceCorrelation, PriceRelativeStrength>();

constexpr Feature correlation_30(std::string_view name, std::string_view reference) {
  return {name,     Group::cross_sectional, "correlation", R"({"period":30})", "correlation",
          reference};
}

constexpr Feature published(std::string_view name, std::string_view reference) {
  return {name, Group::cross_sectional, "joined_value", "{}", "joined_value", reference};
}

constexpr auto kFeatures = std::to_array<Feature>({
    correlation_30("spy_correlation_30", "benchmark"),
    correlation_30("qqq_correlation_30", "growth_benchmark"),
    correlation_30("sector_correlation_30", "sector"),
    correlation_30("bond_correlation_30", "bond"),
    {"beta_60", Group::cross_sectional, "beta", R"({"period":60})", "beta", "benchmark"},
    {"downside_beta_60", Group::cross_sectional, "beta", R"({"period":60})", "downside_beta",
     "benchmark"},
    {"excess_return_20", Group::cross_sectional, "price_relative_strength", R"({"period":20})",
     "excess_return", "benchmark"},
    published("market_breadth", "published:market_breadth"),
    published("sector_rotation", "published:sector_rotation"),
    published("return_rank_20", "published:return_rank_20"),
    published("first_component_share_60", "published:first_component_share_60"),
});

}  // namespace

Family cross_sectional_family() { return {kIndicators, kFeatures}; }

}  // namespace nautilus::features
