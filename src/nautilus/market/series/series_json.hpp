// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "nautilus/base/field.hpp"
#include "nautilus/market/series/observation.hpp"
#include "nautilus/market/series/series_definition.hpp"

namespace nautilus::market {

/// A value as JSON gives it: a number, its text, or what stands for a missing one: null, "" or ".".
struct ObservedValue {
  std::optional<double> number;

  static Result<ObservedValue> from_json(const json::Value& value);
  static json::Value json_schema(json::Direction direction);
  [[nodiscard]] json::Value to_json() const;
};

/// An observation as it stands in a JSON text: a row of the platform's economic_indicators, and
/// when it was released.
struct ObservationRecord {
  Timestamp date;
  ObservedValue value;
  std::optional<Timestamp> released_at;
  std::optional<std::string> series_id;

  static constexpr auto fields() {
    using R = ObservationRecord;
    return std::tuple{
        required_field("date", &R::date,
                       "What the value is dated with, ISO-8601; a date stands for "
                       "its midnight UTC"),
        required_field("value", &R::value,
                       "The value; null, \"\" and \".\" say that there is none"),
        field("released_at", &R::released_at,
              "When it became public; if unset, the series' release lag after its date"),
        field("series_id", &R::series_id, "The series, if not that of the body", sized(1, 32)),
    };
  }
};

/// The schema of that text, whose shape is {"series": {...}, "observations": [...]} or the bare
/// list.
json::Value series_body_schema();

struct SeriesText {
  SeriesDefinition definition;  ///< Without a series_id where the rows name their own.
  std::vector<SeriesBatch> batches;
};

/// Reads that text. Wrong elements are rejected in their batch. Errors: malformed; invalid_argument
/// if it has another shape, or too many elements are wrong.
Result<SeriesText> read_series_json(std::string_view text);

}  // namespace nautilus::market
