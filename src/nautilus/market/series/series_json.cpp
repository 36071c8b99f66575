// SPDX-License-Identifier: MIT
#include "nautilus/market/series/series_json.hpp"

#include <map>

#include <fmt/format.h>

#include "nautilus/base/json_read.hpp"
#include "nautilus/base/text.hpp"
#include "nautilus/market/series/series_csv.hpp"

namespace nautilus::market {
namespace {

/// The members of the text; null where there is none of that name.
struct Parts {
  const json::Value* series = nullptr;
  const json::Array* observations = nullptr;
};

Error wrong_shape(std::string_view found) {
  return field_error({},
                     fmt::format("must be {{\"series\": {{...}}, \"observations\": [...]}} or the "
                                 "list of observations alone, was {}",
                                 found),
                     "wrong_type");
}

Result<Parts> parts_of(const json::Value& value) {
  Parts parts;
  if (const auto* list = value.if_array()) return Parts{nullptr, list};
  const auto* object = value.if_object();
  if (object == nullptr) return wrong_shape(json::kind_name(value));
  for (const auto& member : *object) {
    if (member.key() == "series") {
      parts.series = &member.value();
    } else if (member.key() == "observations") {
      parts.observations = member.value().if_array();
    } else {
      return field_error({std::string(member.key())},
                         "no such member; there are series and observations", "unknown_field");
    }
  }
  if (parts.observations == nullptr) {
    return field_error({"observations"}, "must be a list", "wrong_type");
  }
  return parts;
}

/// The batches of the rows, by the series they belong to.
class Sorter {
 public:
  explicit Sorter(std::string_view series_id) : series_id_(series_id) {
    if (!series_id_.empty()) batches_[series_id_];  // Its definition counts without values too.
  }

  Result<void> take(const json::Value& value, std::int64_t index) {
    const auto record = json::read<ObservationRecord>(value);
    if (!record) return reject(rejection(index, record.error()));
    const auto series_id = record->series_id.value_or(series_id_);
    if (series_id.empty()) {
      return reject({index, "series_id", "must be given, here or as series.series_id of the body"});
    }
    if (!series_id_.empty() && series_id != series_id_) {
      return reject({index, "series_id", fmt::format("must be {} as in `series`", series_id_)});
    }
    if (const auto sound = check_series_id(series_id); !sound) {
      return reject(rejection(index, sound.error()));
    }
    auto& batch = batches_[series_id];
    if (!record->value.number) {
      ++batch.skipped;
      return {};
    }
    batch.observations.push_back({index, record->date, *record->value.number, record->released_at});
    return {};
  }

  std::vector<SeriesBatch> batches() && {
    std::vector<SeriesBatch> all;
    for (auto& [series_id, batch] : batches_) {
      batch.series_id = series_id;
      all.push_back(std::move(batch));
    }
    return all;
  }

 private:
  Result<void> reject(Rejection rejection) {
    if (++rejected_ > kMostRejections) {
      return Error{ErrorCode::invalid_argument,
                   fmt::format("more than {} rows are wrong; row {}: {} {}", kMostRejections,
                               rejection.index, rejection.field, rejection.reason)};
    }
    batches_[series_id_].rejected.push_back(std::move(rejection));
    return {};
  }

  std::string series_id_;
  std::map<std::string, SeriesBatch> batches_;
  std::size_t rejected_ = 0;
};

}  // namespace

Result<ObservedValue> ObservedValue::from_json(const json::Value& value) {
  if (value.is_null()) return ObservedValue{};
  if (value.is_number()) return ObservedValue{value.to_number<double>()};
  if (const auto* text = value.if_string()) {
    if (is_missing_value(*text)) return ObservedValue{};
    if (const auto number = parse_number(*text)) return ObservedValue{number};
  }
  return field_error({},
                     fmt::format("must be a number, was {}", json::to_text(value).substr(0, 40)),
                     "wrong_type");
}

json::Value ObservedValue::json_schema(json::Direction /*direction*/) {
  return json::Object{{"type", json::Array{"number", "string", "null"}}};
}

json::Value ObservedValue::to_json() const { return number ? json::Value(*number) : json::Value(); }

json::Value series_body_schema() {
  constexpr auto request = json::Direction::request;
  const auto list = json::schema<std::vector<ObservationRecord>>(request);
  const json::Object object{
      {"type", "object"},
      {"properties",
       json::Object{{"series", json::schema<SeriesDefinition>(request)}, {"observations", list}}},
      {"required", json::Array{"observations"}},
      {"additionalProperties", false}};
  return json::Object{{"anyOf", json::Array{object, list}}};
}

Result<SeriesText> read_series_json(std::string_view text) {
  NAUTILUS_TRY(const auto value, json::parse(text));
  NAUTILUS_TRY(const auto parts, parts_of(value));
  SeriesText read;
  if (parts.series != nullptr) {
    auto definition = json::read<SeriesDefinition>(*parts.series);
    if (!definition) return std::move(definition).error().at("series");
    read.definition = *std::move(definition);
    if (auto sound = check_series_id(read.definition.series_id); !sound) {
      return std::move(sound).error().at("series");
    }
  }
  Sorter sorter(read.definition.series_id);
  std::int64_t index = 0;
  for (const auto& each : *parts.observations) NAUTILUS_CHECK(sorter.take(each, index++));
  read.batches = std::move(sorter).batches();
  return read;
}

}  // namespace nautilus::market
