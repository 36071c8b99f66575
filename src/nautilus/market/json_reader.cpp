// SPDX-License-Identifier: MIT
#include "nautilus/market/json_reader.hpp"

#include <fmt/format.h>

#include "nautilus/base/json_read.hpp"
#include "nautilus/base/json_schema.hpp"
#include "nautilus/base/text.hpp"
#include "nautilus/market/sources/platform_bar.hpp"
#include "nautilus/market/symbol.hpp"

namespace nautilus::market {
namespace {

Result<SentBar> read_record(const json::Value& value, Timestamp now) {
  NAUTILUS_TRY(auto record,
               is_platform_bar(value) ? read_platform_bar(value) : json::read<SentBar>(value));
  NAUTILUS_CHECK(check_symbol(record.symbol));
  NAUTILUS_CHECK(check_not_ahead(record.timestamp, record.timeframe, now));
  if (record.known_at) NAUTILUS_CHECK(check_not_after(*record.known_at, now));
  return record;
}

/// The series that an unsound element names; without a symbol if it names none.
SeriesKey key_of(const json::Value& value) {
  const auto* object = value.if_object();
  if (object == nullptr) return {};
  const auto* symbol = object->if_contains(is_platform_bar(value) ? "instrument_id" : "symbol");
  if (symbol == nullptr || !symbol->is_string() || !check_symbol(symbol->get_string())) return {};
  SeriesKey key{std::string(symbol->get_string()), {}};
  if (const auto* timeframe = object->if_contains("timeframe")) {
    key.timeframe = Timeframe::from_json(*timeframe).value_or(Timeframe());
  }
  return key;
}

/// Prices have their limit from their declaration, which knows no remedy.
Rejection with_remedy(Rejection rejection) {
  const auto field = std::string_view(rejection.field);
  const bool is_price = field.ends_with("open") || field.ends_with("high") ||
                        field.ends_with("low") || field.ends_with("close");
  if (is_price && rejection.reason.starts_with("must be above 0")) {
    rejection.reason += kPriceRemedy;
  }
  return rejection;
}

Result<void> add(const json::Value& value, std::int64_t index, Timestamp now, BarBatch& batch) {
  const auto record = read_record(value, now);
  if (!record)
    return batch.reject({with_remedy(rejection(index, record.error())), key_of(value), {}});
  const Bar bar{record->timestamp, record->open,  record->high,
                record->low,       record->close, record->volume};
  if (const auto sound = check(bar); !sound) {
    return batch.reject(
        {rejection(index, sound.error()), {record->symbol, record->timeframe}, bar});
  }
  batch.add(record->symbol, record->timeframe, bar, record->known_at);
  return {};
}

/// The list in the value, or nullptr.
const json::Array* list_in(const json::Value& value) {
  if (const auto* list = value.if_array()) return list;
  const auto* object = value.if_object();
  if (object == nullptr || object->size() != 1) return nullptr;
  const auto* bars = object->if_contains("bars");
  return bars == nullptr ? nullptr : bars->if_array();
}

}  // namespace

BarRecord record_of(const SeriesKey& key, const Bar& bar) {
  return {key.symbol, key.timeframe, bar.timestamp, bar.open,
          bar.high,   bar.low,       bar.close,     bar.volume};
}

Result<BarBatch> read_json_bars(std::string_view text, Timestamp now) {
  NAUTILUS_TRY(const auto value, json::parse(text));
  const auto* list = list_in(value);
  if (list == nullptr) {
    return field_error({"bars"},
                       fmt::format("must be {{\"bars\": [...]}} or a list of bars, was {}",
                                   json::kind_name(value)),
                       "wrong_type");
  }
  BarBatch batch;
  std::int64_t index = 0;
  for (const auto& element : *list) NAUTILUS_CHECK(add(element, index++, now, batch));
  return batch;
}

json::Value json_bars_schema() {
  const auto bar = json::schema<SentBar>(json::Direction::request);
  const auto row = json::schema<PlatformBar>(json::Direction::request);
  const json::Object either{{"anyOf", json::Array{bar, row}}};
  const json::Object list{{"type", "array"}, {"items", either}};
  const json::Object object{{"type", "object"},
                            {"properties", json::Object{{"bars", list}}},
                            {"required", json::Array{"bars"}},
                            {"additionalProperties", false}};
  return json::Object{{"anyOf", json::Array{object, list}}};
}

Result<BarBatch> read_ndjson_bars(std::string_view text, Timestamp now) {
  BarBatch batch;
  std::int64_t index = 0;
  std::int64_t line_number = 0;
  while (!text.empty()) {
    const auto end = text.find('\n');
    const auto line = trimmed(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    ++line_number;
    if (line.empty()) continue;
    auto value = json::parse(line);
    if (!value) return std::move(value).error().in(fmt::format("line {}", line_number));
    NAUTILUS_CHECK(add(*value, index++, now, batch));
  }
  return batch;
}

}  // namespace nautilus::market
