// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "nautilus/base/field.hpp"
#include "nautilus/base/time.hpp"
#include "nautilus/market/timeframe.hpp"

namespace nautilus::market {

/// One bar of one instrument: prices in the instrument's currency, volume in units traded.
struct Bar {
  Timestamp timestamp;  ///< The bar's open.
  double open = 0;
  double high = 0;
  double low = 0;
  double close = 0;
  double volume = 0;

  friend bool operator==(const Bar&, const Bar&) = default;

  static constexpr auto fields() {
    return std::tuple{
        required_field("timestamp", &Bar::timestamp, "The bar's open, ISO-8601 UTC"),
        required_field("open", &Bar::open, "First price", above(0)),
        required_field("high", &Bar::high, "Highest price", above(0)),
        required_field("low", &Bar::low, "Lowest price", above(0)),
        required_field("close", &Bar::close, "Last price", above(0)),
        field("volume", &Bar::volume, "Units traded; 0 where unknown", at_least(0)),
    };
  }
};

/// A symbol's bars of one timeframe: the identity of a series.
struct SeriesKey {
  std::string symbol;
  Timeframe timeframe;

  friend auto operator<=>(const SeriesKey&, const SeriesKey&) = default;
};

/// When a bar's values are known: its close. Everything point-in-time asks this, never the open.
inline Timestamp available_at(Timestamp opened, Timeframe timeframe) {
  return opened + timeframe.length();
}

/// What is to be done about the price of a future or a spread that fell to 0 or below.
inline constexpr std::string_view kPriceRemedy =
    "; returns mean nothing at such prices: keep what may fall below 0 as a series "
    "(POST /market/series)";

/// Checks one bar: finite prices above 0, low <= open, close <= high, volume >= 0.
/// Errors: invalid_argument with one fault per wrong field.
Result<void> check(const Bar& bar);

/// Checks that a bar does not open more than one bar's length after `now`: a clock may be a little
/// ahead, a year read wrong is not. Errors: invalid_argument naming `timestamp`.
Result<void> check_not_ahead(Timestamp opened, Timeframe timeframe, Timestamp now);

/// Checks that a stated knowledge time is not after `now`. Errors: invalid_argument naming
/// `known_at`.
Result<void> check_not_after(Timestamp known_at, Timestamp now);

/// Checks a stated knowledge time of a bar that is over at `over_at`: not before that, nor after
/// `now`. Errors: invalid_argument naming `known_at`.
Result<void> check_known_at(Timestamp known_at, Timestamp over_at, Timestamp now);

}  // namespace nautilus::market
