// SPDX-License-Identifier: MIT
#include "nautilus/features/family.hpp"

#include <array>

namespace nautilus::features {

std::span<const Family> families() {
  static const std::array all{trend_family(),
                              momentum_family(),
                              price_family(),
                              volatility_family(),
                              volume_family(),
                              support_resistance_family(),
                              market_structure_family(),
                              statistics_family(),
                              patterns_family(),
                              calendar_family(),
                              cross_sectional_family(),
                              alternative_family()};
  return all;
}

}  // namespace nautilus::features
