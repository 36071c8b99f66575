// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <string>
#include <vector>

#include "nautilus/base/result.hpp"
#include "nautilus/features/feature_list.hpp"

namespace nautilus::features {

/// Formulas by the names of the features that they are.
using NamedExpressions = std::map<std::string, std::string>;

/// Features of a user's own, in the order of their names; they borrow from `expressions`, of which
/// a FeatureSet made of them keeps what it needs.
///
///     const NamedExpressions mine{{"trend", "zscore(ema(close, 12) - ema(close, 26), 60)"}};
///     NAUTILUS_TRY(const auto features, expression_features(mine));
///     NAUTILUS_TRY(auto set, FeatureSet::make(features));
///
/// Errors: invalid_argument with a fault for each that is no expression, whose name is none (a
/// lower-case letter, then at most 63 letters, digits and underscores), or is one of the catalogue.
Result<std::vector<Feature>> expression_features(const NamedExpressions& expressions);

/// Those of a file, TOML or JSON, in which each name has a formula; it has at most 1 MiB. Errors:
/// those of read_document(); invalid_argument with file and line, as expression_features().
Result<NamedExpressions> read_expressions(const std::string& path);

}  // namespace nautilus::features
