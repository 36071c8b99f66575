// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <tuple>

#include "nautilus/base/field.hpp"
#include "nautilus/base/json.hpp"
#include "nautilus/base/result.hpp"
#include "nautilus/market/json_reader.hpp"

namespace nautilus::market {

/// A number of a column decimal(20,8): a JSON number, or its text as database drivers write it.
struct Decimal {
  double value = 0;

  /// Errors: invalid_argument.
  static Result<Decimal> from_json(const json::Value& value);
  static json::Value json_schema(json::Direction direction);
  [[nodiscard]] json::Value to_json() const { return json::Value(value); }
};

/// A time in whole nanoseconds since 1970 UTC.
struct EpochNanoseconds {
  Timestamp at;

  /// Errors: invalid_argument, also outside the years 1800 to 2199.
  static Result<EpochNanoseconds> from_json(const json::Value& value);
  static json::Value json_schema(json::Direction direction);
  [[nodiscard]] json::Value to_json() const { return json::Value(at.nanoseconds); }
};

/// A row of the platform's table `market_bars` as JSON.
struct PlatformBar {
  std::optional<std::string> venue;
  std::string instrument_id;
  Timeframe timeframe;
  EpochNanoseconds timestamp_ns;
  Decimal open_price;
  Decimal high_price;
  Decimal low_price;
  Decimal close_price;
  Decimal volume;
  bool is_final = true;

  static constexpr auto fields() {
    using B = PlatformBar;
    return std::tuple{
        field("venue", &B::venue, "Passed over: instrument_id says it too"),
        required_field("instrument_id", &B::instrument_id, "Such as AAPL.NASDAQ", sized(1, 32)),
        required_field("timeframe", &B::timeframe, "Length of the bar"),
        required_field("timestamp_ns", &B::timestamp_ns, "The bar's open"),
        required_field("open_price", &B::open_price, "First price"),
        required_field("high_price", &B::high_price, "Highest price"),
        required_field("low_price", &B::low_price, "Lowest price"),
        required_field("close_price", &B::close_price, "Last price"),
        field("volume", &B::volume, "Units traded; 0 where unknown"),
        field("is_final", &B::is_final, "Must be true: a bar that still forms is not stored"),
    };
  }
};

/// Whether a value has the names of that table rather than ours.
bool is_platform_bar(const json::Value& value);

/// Reads a row of that table. Errors: invalid_argument naming the column.
Result<SentBar> read_platform_bar(const json::Value& value);

}  // namespace nautilus::market
