// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "nautilus/base/field.hpp"
#include "nautilus/base/json_schema.hpp"
#include "nautilus/features/expressions/named_expressions.hpp"
#include "nautilus/market/actions/adjustment.hpp"
#include "nautilus/market/bar.hpp"
#include "nautilus/platform/regime_answers.hpp"

namespace nautilus::platform {

struct FeaturesQuery {
  std::optional<std::string> symbol;
  int lookback_days = 30;
  market::Timeframe timeframe;
  std::optional<Timestamp> as_of;
  std::optional<market::Adjustment> adjustment;

  static constexpr auto fields() {
    using Q = FeaturesQuery;
    return std::tuple{
        field("symbol", &Q::symbol, "Symbol; may stand in the body instead", sized(1, 32)),
        field("lookback_days", &Q::lookback_days,
              "Bounds windows that have no period of their own; no feature of this build has one",
              between(1, 36'500)),
        field("timeframe", &Q::timeframe, "Length of a bar"),
        field("as_of", &Q::as_of, "Only what was known by then: bars, corrections, actions"),
        field("adjustment", &Q::adjustment,
              "How prices are taken; unset, adjusted for splits where any are known"),
    };
  }
};

/// The body of a feature request: nothing, a list of group names, or an object.
struct FeaturesRequest {
  std::optional<std::string> symbol;
  std::optional<int> lookback_days;
  std::optional<std::vector<std::string>> feature_groups;
  features::NamedExpressions expressions;
  std::optional<std::vector<market::Bar>> bars;
  std::optional<market::Timeframe> bars_timeframe;  ///< Of the bars, where they name it.

  static Result<FeaturesRequest> from_json(const json::Value& value);
  static json::Value json_schema(json::Direction direction);
};

struct FeaturesAnswer {
  std::string symbol;
  Timestamp timestamp;
  double age_seconds = 0;
  std::map<std::string, Shares> features;
  std::vector<std::string> feature_groups;
  std::int64_t total_features = 0;
  bool cache_hit = false;
  double computation_time_ms = 0;
  std::int64_t bars_taken_in = 0;
  Reasons missing;
  std::map<std::string, Timestamp> freshness;
  std::string feature_set_version;
  DataWindow window;
  market::Adjustment adjustment = market::Adjustment::none;
  FigureSource source = FigureSource::recomputed;

  static constexpr auto fields() {
    using A = FeaturesAnswer;
    return std::tuple{
        field("symbol", &A::symbol, "Symbol"),
        field("timestamp", &A::timestamp, "When the newest bar used was known"),
        field("age_seconds", &A::age_seconds,
              "From then until the answer, or until `as_of`: how fresh its bars are"),
        field("features", &A::features, "Values by group and name"),
        field("feature_groups", &A::feature_groups, "Groups computed"),
        field("total_features", &A::total_features, "Number of values"),
        field("cache_hit", &A::cache_hit, "Whether the values were computed before"),
        field("computation_time_ms", &A::computation_time_ms, "Time that computing them took"),
        field("bars_taken_in", &A::bars_taken_in,
              "Bars that had to be computed; those before were, for an earlier question"),
        field("missing", &A::missing, "Why a feature has no value, by its name"),
        field("freshness", &A::freshness,
              "Since when what a feature joins to the bars is known, by the feature's name; of "
              "others "
              "the newest input is the bar known at `timestamp`"),
        field("feature_set_version", &A::feature_set_version, "Hash of the declarations"),
        field("window", &A::window, "The bars that were used"),
        field("adjustment", &A::adjustment, "How their prices were taken"),
        field("source", &A::source,
              "recomputed: computed for this question, or one before it, from what was known"),
    };
  }
};

}  // namespace nautilus::platform
