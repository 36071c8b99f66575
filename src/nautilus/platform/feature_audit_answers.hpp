// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "nautilus/features/audit.hpp"
#include "nautilus/platform/feature_answers.hpp"

namespace nautilus::platform {

struct FeatureAuditQuery : FeaturesQuery, features::AuditOptions {
  int newest_bars = 1000;

  static constexpr auto fields() {
    return std::tuple_cat(
        FeaturesQuery::fields(), features::AuditOptions::fields(),
        std::tuple{field("newest_bars", &FeatureAuditQuery::newest_bars,
                         "How many of the bars are audited, the newest", between(2, 20'000))});
  }
};

/// A causality certificate: what was audited, how, and what was found.
struct FeatureAuditAnswer : features::AuditReport {
  std::string symbol;
  market::Timeframe timeframe;
  DataWindow window;
  market::Adjustment adjustment = market::Adjustment::none;
  std::string feature_set_version;
  Reasons missing;

  static constexpr auto fields() {
    using A = FeatureAuditAnswer;
    return std::tuple_cat(
        std::tuple{
            field("symbol", &A::symbol, "Symbol"),
            field("timeframe", &A::timeframe, "Length of a bar"),
            field("window", &A::window, "The bars that were used"),
            field("adjustment", &A::adjustment, "How their prices were taken"),
            field("feature_set_version", &A::feature_set_version, "Hash of the declarations"),
            field("missing", &A::missing, "Why a feature was not audited, by its name")},
        features::AuditReport::fields());
  }
};

}  // namespace nautilus::platform
