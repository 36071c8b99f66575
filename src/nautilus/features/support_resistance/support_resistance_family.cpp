// SPDX-License-Identifier: MIT
#include "nautilus/features/detail/describe_indicators.hpp"
#include "nautilus/features/family.hpp"
#include "nautilus/features/support_resistance/price_position.hpp"

namespace nautilus::features {
namespace {

constexpr auto kIndicators = detail::describe_indicators<PricePosition>();

constexpr auto kFeatures = std::to_array<Feature>({
    {"price_position", Group::support_resistance, "price_position", "{}", "price_position"},
});

}  // namespace

Family support_resistance_family() { return {kIndicators, kFeatures}; }

}  // namespace nautilus::features
