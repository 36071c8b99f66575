// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <vector>

#include "nautilus/features/columns.hpp"
#include "nautilus/features/feature_set.hpp"

namespace nautilus::features {

/// Every bar's features: one column per feature, NaN where it has no value.
struct FeatureTable {
  std::vector<Feature> features;
  std::vector<std::vector<double>> columns;
};

/// The features of the last bar, from all bars held.
///
///     NAUTILUS_TRY(const auto wanted, features_of(request.feature_groups));
///     NAUTILUS_TRY(const auto answer, compute(wanted, bars, {.bars_per_year = 252}));
///
/// Errors: invalid_argument where the columns differ in length; as FeatureSet::make().
Result<FeatureVector> compute(std::span<const Feature> features, const BarColumns& bars,
                              const FeatureOptions& options = {});

/// The features of every bar; each sees its own bar and the earlier ones only. Errors: as
/// compute().
Result<FeatureTable> compute_all(std::span<const Feature> features, const BarColumns& bars,
                                 const FeatureOptions& options = {});

}  // namespace nautilus::features
