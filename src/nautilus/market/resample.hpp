// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include "nautilus/market/bar_series.hpp"

namespace nautilus::market {

struct ResampleOptions {
  /// What is known: bars that close later are left out. Unset, it is the close of the last bar.
  std::optional<Timestamp> as_of;
  /// Whether the last bar may be one that is not over by `as_of`. Its values will still change.
  bool with_unfinished = false;
};

/// The start of the bar of length `timeframe` that `at` lies in: counted from 1970-01-01 UTC, whole
/// weeks from a Monday.
Timestamp bucket_start(Timestamp at, Timeframe timeframe);

/// The same trading in longer bars: first open, highest high, lowest low, last close, and the
/// volume summed in the order of time. Only bars that are over by `as_of` are given.
/// Shorter bars of a series with a calendar make daily bars by session, each stamped with its date:
/// trading that lies outside the sessions is no part of one.
/// Errors: invalid_argument if `target` is no multiple of the series' timeframe, if the bars are
/// not in ascending order, or if one of them reaches over the end of a longer bar.
Result<BarSeries> resample(const BarSeries& series, Timeframe target,
                           const ResampleOptions& options = {});

}  // namespace nautilus::market
