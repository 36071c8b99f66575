// SPDX-License-Identifier: MIT
#include "nautilus/features/feature_options.hpp"

#include <algorithm>

namespace nautilus::features {

void apply_options(json::Object& parameters, const IndicatorInfo& indicator,
                   const FeatureOptions& options) {
  const auto known = indicator.parameters();
  const bool per_year =
      std::ranges::find(known, "bars_per_year", &ParameterInfo::name) != known.end();
  if (per_year && !parameters.contains("bars_per_year")) {
    parameters["bars_per_year"] = options.bars_per_year;
  }
}

}  // namespace nautilus::features
