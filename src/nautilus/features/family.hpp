// SPDX-License-Identifier: MIT
#pragma once

#include <span>

#include "nautilus/features/catalogue.hpp"
#include "nautilus/features/feature_list.hpp"

namespace nautilus::features {

/// Indicators of one kind, and the features of them that clients ask for by name. Each family is
/// declared in a folder of its name: a header per indicator, and the two lists in
/// `<family>_family.cpp`.
struct Family {
  std::span<const IndicatorInfo> indicators;  ///< In alphabetical order.
  std::span<const Feature> features;          ///< In the order they are answered.
};

Family trend_family();
Family momentum_family();
Family price_family();
Family volatility_family();
Family volume_family();
Family support_resistance_family();
Family market_structure_family();
Family statistics_family();
Family patterns_family();
Family calendar_family();
Family cross_sectional_family();
Family alternative_family();

/// Every family, in the order that answers list them.
std::span<const Family> families();

}  // namespace nautilus::features
