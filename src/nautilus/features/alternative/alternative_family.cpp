// SPDX-License-Identifier: MIT
#include "nautilus/features/alternative/joined_difference.hpp"
#include "nautilus/features/alternative/joined_value.hpp"
#include "nautilus/features/detail/describe_indicators.hpp"
#include "nautilus/features/family.hpp"

namespace nautilus::features {
namespace {

constexpr auto kIndicators = detail::describe_indicators<JoinedDifference, JoinedValue>();

}  // namespace

Family alternative_family() { return {kIndicators, {}}; }

}  // namespace nautilus::features
