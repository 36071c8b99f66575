// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "nautilus/base/field.hpp"
#include "nautilus/base/result.hpp"
#include "nautilus/market/bar_batch.hpp"

namespace nautilus::market {

/// A bar with its series, as it stands in a JSON text.
struct BarRecord {
  std::string symbol;
  Timeframe timeframe;
  Timestamp timestamp;
  double open = 0;
  double high = 0;
  double low = 0;
  double close = 0;
  double volume = 0;

  static constexpr auto fields() {
    return std::tuple{
        required_field("symbol", &BarRecord::symbol, "The instrument", sized(1, 32)),
        field("timeframe", &BarRecord::timeframe, "Length of the bar"),
        required_field("timestamp", &BarRecord::timestamp, "The bar's open, ISO-8601 UTC"),
        required_field("open", &BarRecord::open, "First price", above(0)),
        required_field("high", &BarRecord::high, "Highest price", above(0)),
        required_field("low", &BarRecord::low, "Lowest price", above(0)),
        required_field("close", &BarRecord::close, "Last price", above(0)),
        field("volume", &BarRecord::volume, "Units traded; 0 where unknown", at_least(0)),
    };
  }
};

/// A bar as it is sent: with the time since when its values are known, where the sender says so.
struct SentBar : BarRecord {
  std::optional<Timestamp> known_at;

  static constexpr auto fields() {
    return std::tuple_cat(
        BarRecord::fields(),
        std::tuple{field("known_at", &SentBar::known_at,
                         "Since when these values are known; unset, since the bar was over, or for "
                         "a correction since now")});
  }
};

/// The record of a bar of this series.
BarRecord record_of(const SeriesKey& key, const Bar& bar);

/// Reads bars from {"bars": [...]} or a bare list, each element a SentBar or a row of the
/// platform's table (sources/platform_bar.hpp). Wrong elements, and
/// those known only after `now` or of later than one bar after it, are rejected in the batch.
/// Errors: malformed; invalid_argument if it has another shape, or too many elements are wrong.
Result<BarBatch> read_json_bars(std::string_view text, Timestamp now = kLatest);

/// The schema of what read_json_bars() takes.
json::Value json_bars_schema();

/// Reads bars from NDJSON, an element a line; else as above.
/// Errors: malformed naming the line; invalid_argument if too many are wrong.
Result<BarBatch> read_ndjson_bars(std::string_view text, Timestamp now = kLatest);

}  // namespace nautilus::market
