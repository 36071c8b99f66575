// SPDX-License-Identifier: MIT
#include "nautilus/market/sources/platform_bar.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "nautilus/base/json_read.hpp"
#include "nautilus/base/text.hpp"

namespace nautilus::market {
namespace {

constexpr std::array<std::string_view, 2> kItsNames{"timestamp_ns", "open_price"};

Error wrong(std::string message) { return {ErrorCode::invalid_argument, std::move(message)}; }

}  // namespace

Result<Decimal> Decimal::from_json(const json::Value& value) {
  if (const auto* text = value.if_string()) {
    if (const auto number = parse_number(*text)) return Decimal{*number};
    return wrong(
        fmt::format("must be a number, was the text '{}'", std::string_view(*text).substr(0, 40)));
  }
  NAUTILUS_TRY(const auto number, json::read<double>(value));
  return Decimal{number};
}

json::Value Decimal::json_schema(json::Direction /*direction*/) {
  return json::Object{{"type", json::Array{"number", "string"}}, {"example", "101.25000000"}};
}

Result<EpochNanoseconds> EpochNanoseconds::from_json(const json::Value& value) {
  NAUTILUS_TRY(const auto nanoseconds, json::read<std::int64_t>(value));
  const Timestamp at{nanoseconds};
  if (at < kEarliest || at >= kLatest) {
    return wrong(fmt::format("must be nanoseconds since 1970 within the years 1800 to 2199, was {}",
                             nanoseconds));
  }
  return EpochNanoseconds{at};
}

json::Value EpochNanoseconds::json_schema(json::Direction /*direction*/) {
  return json::Object{
      {"type", "integer"}, {"format", "int64"}, {"example", 1'577'975'400'000'000'000}};
}

bool is_platform_bar(const json::Value& value) {
  const auto* object = value.if_object();
  return object != nullptr && std::ranges::any_of(kItsNames, [&](std::string_view name) {
           return object->contains(name);
         });
}

Result<SentBar> read_platform_bar(const json::Value& value) {
  NAUTILUS_TRY(auto row, json::read<PlatformBar>(value));
  if (!row.is_final) {
    return field_error({"is_final"}, "is false, the bar still forms: send it when it is over",
                       "not_allowed");
  }
  SentBar bar;
  bar.symbol = std::move(row.instrument_id);
  bar.timeframe = row.timeframe;
  bar.timestamp = row.timestamp_ns.at;
  bar.open = row.open_price.value;
  bar.high = row.high_price.value;
  bar.low = row.low_price.value;
  bar.close = row.close_price.value;
  bar.volume = row.volume.value;
  return bar;
}

}  // namespace nautilus::market
