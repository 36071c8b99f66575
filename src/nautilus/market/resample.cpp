// SPDX-License-Identifier: MIT
#include "nautilus/market/resample.hpp"

#include <algorithm>
#include <functional>

#include <fmt/format.h>

namespace nautilus::market {
namespace {

using std::chrono::nanoseconds;

constexpr nanoseconds kFirstMonday = std::chrono::days(4);  // 1970-01-05.

Result<void> check_target(Timeframe source, Timeframe target) {
  if (target.length() % source.length() == nanoseconds(0)) return {};
  return Error{ErrorCode::invalid_argument,
               fmt::format("timeframe {} is not a multiple of the series' {}", target.name(),
                           source.name())};
}

Result<void> check_order(const BarSeries& series) {
  const auto early = std::ranges::adjacent_find(series.timestamps, std::greater_equal());
  if (early == series.timestamps.end()) return {};
  return Error{ErrorCode::invalid_argument,
               fmt::format("bars must ascend in time, the one at {} follows {}",
                           format_timestamp(*std::next(early)), format_timestamp(*early))};
}

Result<void> check_inside(Timestamp opened, Timestamp closed, Timestamp bucket_end,
                          Timeframe target) {
  if (closed <= bucket_end) return {};
  return Error{ErrorCode::invalid_argument,
               fmt::format("the bar at {} reaches over the end of a {} bar at {}",
                           format_timestamp(opened), target.name(), format_timestamp(bucket_end))};
}

void extend(Bar& bucket, const Bar& bar) {
  bucket.high = std::max(bucket.high, bar.high);
  bucket.low = std::min(bucket.low, bar.low);
  bucket.close = bar.close;
  bucket.volume += bar.volume;
}

}  // namespace

Timestamp bucket_start(Timestamp at, Timeframe timeframe) {
  const bool whole_weeks = timeframe.length() % std::chrono::weeks(1) == nanoseconds(0);
  const auto origin = whole_weeks ? kFirstMonday.count() : 0;
  const auto length = timeframe.length().count();
  const auto since_origin = at.nanoseconds - origin;
  const auto into_bucket = ((since_origin % length) + length) % length;
  return {at.nanoseconds - into_bucket};
}

Result<BarSeries> resample(const BarSeries& series, Timeframe target,
                           const ResampleOptions& options) {
  NAUTILUS_CHECK(check_target(series.key.timeframe, target));
  NAUTILUS_CHECK(check_order(series));
  BarSeries out{.key = {series.key.symbol, target}};
  if (series.empty()) return out;
  const auto known = options.as_of.value_or(series.available_at(series.size() - 1));

  std::optional<Bar> bucket;
  for (std::size_t i = 0; i < series.size(); ++i) {
    if (series.available_at(i) > known) break;
    Bar bar = series.bar(i);
    const auto start = bucket_start(bar.timestamp, target);
    NAUTILUS_CHECK(
        check_inside(bar.timestamp, series.available_at(i), available_at(start, target), target));
    if (bucket && bucket->timestamp == start) {
      extend(*bucket, bar);
      continue;
    }
    if (bucket) out.push_back(*bucket);
    bar.timestamp = start;
    bucket = bar;
  }
  if (bucket && (options.with_unfinished || available_at(bucket->timestamp, target) <= known)) {
    out.push_back(*bucket);
  }
  return out;
}

}  // namespace nautilus::market
