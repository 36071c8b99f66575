// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "nautilus/base/field.hpp"
#include "nautilus/market/series/series_store.hpp"

namespace nautilus::platform {

/// What a body or file of external series does not say itself.
struct SeriesLoadQuery {
  std::optional<std::string> series_id;
  std::optional<std::string> column;
  std::optional<market::ReleaseLag> release_lag;
  std::string title;
  std::string unit;
  std::optional<market::Frequency> frequency;
  std::string calendar;
  std::string source;
  bool partial = false;

  static constexpr auto fields() {
    using Q = SeriesLoadQuery;
    return std::tuple{
        field("series_id", &Q::series_id, "Series of CSV rows that name none", sized(1, 32)),
        field("column", &Q::column, "Column of a CSV that holds the values of that series",
              sized(1, 64)),
        field("release_lag", &Q::release_lag,
              "How long after its date a value of the CSV is public, such as 1d or P45D, where the "
              "row names no released_at"),
        field("title", &Q::title, "What the series is, in words", sized(0, 200)),
        field("unit", &Q::unit, "What its values count", sized(0, 60)),
        field("frequency", &Q::frequency, "How often it has a value"),
        field("calendar", &Q::calendar, "Trading calendar whose days it has values on",
              sized(0, 32)),
        field("source", &Q::source, "Who publishes it", sized(0, 200)),
        field("partial", &Q::partial,
              "Store the sound rows and name the others; else one wrong row refuses them all"),
    };
  }
};

struct SeriesLoadAnswer {
  std::vector<market::SeriesReport> series;

  static constexpr auto fields() {
    return std::tuple{
        field("series", &SeriesLoadAnswer::series, "What became of the values, per series")};
  }
};

struct SeriesQuery {
  std::optional<std::string> series_id;
  std::optional<Timestamp> from;
  std::optional<Timestamp> to;
  std::optional<Timestamp> as_of;
  bool all_versions = false;
  int limit = 1000;
  std::optional<std::string> cursor;

  static constexpr auto fields() {
    using Q = SeriesQuery;
    return std::tuple{
        field("series_id", &Q::series_id,
              "Series whose values are asked for; unset to list them all", sized(1, 32)),
        field("from", &Q::from, "First date of a value, included"),
        field("to", &Q::to, "Date of a value at which to end, excluded"),
        field("as_of", &Q::as_of, "Only what was public by then; now if unset"),
        field("all_versions", &Q::all_versions,
              "Every version of a value, else the newest public by then"),
        field("limit", &Q::limit, "Most dates in one answer", between(1, 100'000)),
        field("cursor", &Q::cursor, "next_cursor of the answer before", sized(1, 64)),
    };
  }
};

/// A series held, as an answer lists it; dates are null as long as it has no value.
struct SeriesEntry {
  std::string series_id;
  std::string title;
  std::string unit;
  std::optional<market::Frequency> frequency;
  std::string calendar;
  std::optional<market::ReleaseLag> release_lag;
  std::string source;
  std::optional<Timestamp> first;
  std::optional<Timestamp> last;
  std::optional<Timestamp> last_released_at;
  std::int64_t observations = 0;
  std::int64_t versions = 0;

  static constexpr auto fields() {
    using E = SeriesEntry;
    return std::tuple{
        field("series_id", &E::series_id, "Name of the series"),
        field("title", &E::title, "What it is, in words"),
        field("unit", &E::unit, "What its values count"),
        field("frequency", &E::frequency, "How often it has a value; null where not declared"),
        field("calendar", &E::calendar, "Trading calendar whose days it has values on"),
        field("release_lag", &E::release_lag,
              "How long after its date a value is public, where no release time was given"),
        field("source", &E::source, "Who publishes it"),
        field("first", &E::first, "Date of the oldest value"),
        field("last", &E::last, "Date of the newest value"),
        field("last_released_at", &E::last_released_at, "Newest release held"),
        field("observations", &E::observations, "Dates with a value"),
        field("versions", &E::versions, "Values held, revisions counted"),
    };
  }
};

struct SeriesValue {
  Timestamp date;
  double value = 0;
  Timestamp released_at;
  Timestamp known_at;

  static constexpr auto fields() {
    using V = SeriesValue;
    return std::tuple{
        field("date", &V::date, "What the value is dated with"),
        field("value", &V::value, "The value"),
        field("released_at", &V::released_at, "Since when it is public"),
        field("known_at", &V::known_at, "When it was stored here"),
    };
  }
};

struct SeriesAnswer {
  std::vector<SeriesEntry> series;
  std::vector<SeriesValue> values;
  std::optional<std::string> next_cursor;

  static constexpr auto fields() {
    using A = SeriesAnswer;
    return std::tuple{
        field("series", &A::series, "The series asked for, or all by name"),
        field("values", &A::values, "Its values, oldest first; none where no series was named"),
        field("next_cursor", &A::next_cursor, "Asks for the rest; null at the end"),
    };
  }
};

}  // namespace nautilus::platform
