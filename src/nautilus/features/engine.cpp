// SPDX-License-Identifier: MIT
#include "nautilus/features/engine.hpp"

namespace nautilus::features {

Result<FeatureVector> compute(std::span<const Feature> features, const BarColumns& bars,
                              const FeatureOptions& options) {
  NAUTILUS_CHECK(check(bars));
  NAUTILUS_TRY(auto set, FeatureSet::make(features, options));
  set.replay(bars);
  return set.vector();
}

Result<FeatureTable> compute_all(std::span<const Feature> features, const BarColumns& bars,
                                 const FeatureOptions& options) {
  NAUTILUS_CHECK(check(bars));
  NAUTILUS_TRY(auto set, FeatureSet::make(features, options));
  FeatureTable table{.features = {features.begin(), features.end()}};
  table.columns.assign(features.size(), std::vector<double>(bars.size()));
  const std::vector<std::span<double>> columns(table.columns.begin(), table.columns.end());
  set.replay(bars, columns);
  return table;
}

}  // namespace nautilus::features
