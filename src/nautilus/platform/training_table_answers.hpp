// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "nautilus/platform/feature_answers.hpp"

namespace nautilus::platform {

struct TrainingTableQuery {
  std::vector<std::string> symbols;
  market::Timeframe timeframe;
  std::optional<Timestamp> from;
  std::optional<Timestamp> to;
  std::optional<int> horizon_bars;
  std::optional<Timestamp> as_of;
  std::optional<market::Adjustment> adjustment;

  static constexpr auto fields() {
    using Q = TrainingTableQuery;
    return std::tuple{
        required_field("symbols", &Q::symbols, "Symbols, one after the other", sized(1, 10'000)),
        field("timeframe", &Q::timeframe, "Length of a bar"),
        field("from", &Q::from, "Rows known then or later"),
        field("to", &Q::to, "Rows known before then"),
        field("horizon_bars", &Q::horizon_bars,
              "Label each row with the return over so many bars after it; unset, no label",
              between(1, 10'000)),
        field("as_of", &Q::as_of, "As if it were asked for then"),
        field("adjustment", &Q::adjustment,
              "How prices are taken; unset, adjusted for the splits known at each row"),
    };
  }
};

/// The features after one bar, of what was known at its close.
struct TrainingRow {
  Timestamp timestamp;
  Timestamp known_at;
  std::vector<std::optional<double>> values;
  std::optional<double> label;
  std::optional<Timestamp> label_known_at;

  static constexpr auto fields() {
    using R = TrainingRow;
    return std::tuple{
        field("timestamp", &R::timestamp, "The bar's open"),
        field("known_at", &R::known_at,
              "When the bar was known: nothing that was known later is in the values"),
        field("values", &R::values, "In the order of `features`; null where there is none"),
        field(
            "label", &R::label,
            "Return from this close to that of `horizon_bars` later, as both were known then; null "
            "where there is none yet"),
        field("label_known_at", &R::label_known_at,
              "When the label was known: leave it out of what is trained before then"),
    };
  }
};

/// The rows of one symbol.
struct TrainingBlock {
  std::string symbol;
  std::vector<TrainingRow> rows;
  Reasons missing;
  std::string feature_set_version;

  static constexpr auto fields() {
    using B = TrainingBlock;
    return std::tuple{
        field("symbol", &B::symbol, "Symbol"),
        field("rows", &B::rows, "Oldest first; a bar that was known after a later one has none"),
        field("missing", &B::missing, "Why a feature has no value in any row, by its name"),
        field("feature_set_version", &B::feature_set_version, "Hash of the declarations"),
    };
  }
};

struct TrainingTableAnswer {
  market::Timeframe timeframe;
  std::vector<std::string> features;
  std::optional<int> horizon_bars;
  std::vector<TrainingBlock> symbols;

  static constexpr auto fields() {
    using A = TrainingTableAnswer;
    return std::tuple{
        field("timeframe", &A::timeframe, "Length of a bar"),
        field("features", &A::features, "Their names, in the order of the values"),
        field("horizon_bars", &A::horizon_bars, "Bars that the label looks ahead"),
        field("symbols", &A::symbols, "In the order of the question"),
    };
  }
};

}  // namespace nautilus::platform
