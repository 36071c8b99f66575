// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "nautilus/market/bar_series.hpp"
#include "nautilus/market/calendars/calendar.hpp"

namespace nautilus::market {

/// The bars of one session: those from place `begin` to before `end` of a series.
struct SessionSlice {
  Session session;
  std::size_t begin = 0;
  std::size_t end = 0;

  friend bool operator==(const SessionSlice&, const SessionSlice&) = default;
};

/// Where the sessions lie in a series, oldest first. A bar is of the session that it opens in;
/// those that open in none are in no slice. REQUIRES: `opens` ascend.
std::vector<SessionSlice> session_slices(const Calendar& calendar,
                                         std::span<const Timestamp> opens);

/// The volume-weighted average of (high + low + close) / 3 since the session's first bar, a value
/// per bar of the slice; NaN as long as no volume was traded.
/// Source: Berkowitz, Logue, Noser, The Total Cost of Transactions on the NYSE (J. Finance 1988).
/// REQUIRES: the slice lies within the series.
std::vector<double> session_vwap(const BarSeries& series, const SessionSlice& slice);

/// The levels that floor traders take from a session for the next one.
struct Pivots {
  double pivot = 0;  ///< (high + low + close) / 3.
  double first_resistance = 0;
  double second_resistance = 0;
  double first_support = 0;
  double second_support = 0;
};

/// The pivots that the session of a slice gives to the one after it, known at its close.
/// Source: Person, A Complete Guide to Technical Trading Tactics (2004), chapter 6.
/// REQUIRES: the slice is not empty and lies within the series.
Pivots pivots_after(const BarSeries& series, const SessionSlice& slice);

}  // namespace nautilus::market
