// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "nautilus/platform/feature_answers.hpp"

namespace nautilus::platform {

/// The features after one bar.
struct FeatureTableRow {
  Timestamp timestamp;
  Timestamp known_at;
  std::vector<std::optional<double>> values;

  static constexpr auto fields() {
    using R = FeatureTableRow;
    return std::tuple{
        field("timestamp", &R::timestamp, "The bar's open"),
        field("known_at", &R::known_at, "When the bar was over, and its features known"),
        field("values", &R::values, "In the order of `features`; null where there is none"),
    };
  }
};

/// The features of every bar of a series.
struct FeatureTableAnswer {
  std::string symbol;
  market::Timeframe timeframe;
  std::vector<std::string> features;
  std::vector<FeatureTableRow> bars;
  Reasons missing;
  std::string feature_set_version;

  static constexpr auto fields() {
    using A = FeatureTableAnswer;
    return std::tuple{
        field("symbol", &A::symbol, "Symbol"),
        field("timeframe", &A::timeframe, "Length of a bar"),
        field("features", &A::features, "Their names, in the order of the values"),
        field("bars", &A::bars, "Oldest first"),
        field("missing", &A::missing, "Why a feature has no value on any bar, by its name"),
        field("feature_set_version", &A::feature_set_version, "Hash of the declarations"),
    };
  }
};

}  // namespace nautilus::platform
