// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "nautilus/base/result.hpp"
#include "nautilus/market/actions/corporate_action.hpp"
#include "nautilus/market/bar_series.hpp"

namespace nautilus::market {

/// How held prices, which are raw, are shown.
enum class Adjustment {
  none,          ///< As they were traded.
  split,         ///< In shares of the time of the view.
  total_return,  ///< The same, with dividends reinvested.
};
inline constexpr std::array<std::string_view, 3> kAdjustments{"none", "split", "total_return"};
constexpr std::span<const std::string_view> enum_words(Adjustment /*adjustment*/) {
  return kAdjustments;
}

struct AdjustedSeries {
  BarSeries bars;
  std::int64_t actions = 0;  ///< How many of them changed at least one bar.
};

/// The bars as seen at `as_of`: every action that was known and whose ex-date had come by then
/// changes the bars before its ex-date, and no other action changes anything. A split divides
/// prices and multiplies volumes by its ratio. A dividend D, for total return, multiplies prices by
/// 1 - D / p, p the raw close of the last bar of the series before the ex-date, in shares of
/// the ex-date: the factor of CRSP's and Yahoo's adjusted closes (Yahoo Help, "What is
/// the adjusted close?", SLN28256), under which the return over the ex-date is (close + D) / p - 1
/// to first order in D.
///
/// `actions` are of this symbol, one per identity, each with its knowledge time.
/// The ex-date begins at midnight UTC; for bars within a day of a series with a calendar, at
/// midnight of its zone.
///
/// Errors: conflict naming a dividend that is not below the price before it, or a bar of several
/// days that has an ex-date inside.
Result<AdjustedSeries> adjust(BarSeries series, std::span<const CorporateAction> actions,
                              Adjustment adjustment, Timestamp as_of);

}  // namespace nautilus::market
