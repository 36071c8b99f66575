// SPDX-License-Identifier: MIT
#pragma once

#include "nautilus/features/catalogue.hpp"

namespace nautilus::features {

/// What the features of one series share.
struct FeatureOptions {
  double bars_per_year = 252;  ///< Bars of this timeframe in a year, which volatilities are per.
};

/// Gives an indicator's parameters the options that it has a parameter for, unless they say
/// otherwise themselves.
void apply_options(json::Object& parameters, const IndicatorInfo& indicator,
                   const FeatureOptions& options);

}  // namespace nautilus::features
