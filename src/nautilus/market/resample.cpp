// SPDX-License-Identifier: MIT
#include "nautilus/market/resample.hpp"

#include <algorithm>
#include <functional>

#include <fmt/format.h>

#include "nautilus/market/calendars/calendar.hpp"

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

/// The longer bar that a bar lies in.
struct Bucket {
  Timestamp start;
  Timestamp end;  ///< A bar in it must be over by then.
};

bool cuts_by_sessions(const BarSeries& series, Timeframe target) {
  return series.calendar != nullptr && target == Timeframe() && series.key.timeframe < target;
}

/// The session that a bar has trading of, or none.
std::optional<Bucket> session_bucket(const Calendar& calendar, Timestamp opened, Timestamp closed) {
  const auto* session = calendar.first_closing_after(opened);
  if (session == nullptr || session->open >= closed) return std::nullopt;
  const auto* next = calendar.first_closing_after(session->close);
  return Bucket{session->date, next == nullptr ? kLatest : next->open};
}

std::optional<Bucket> bucket_of(const BarSeries& series, std::size_t index, Timeframe target) {
  const auto opened = series.timestamps[index];
  if (cuts_by_sessions(series, target) && series.calendar->covers(opened)) {
    return session_bucket(*series.calendar, opened, series.available_at(index));
  }
  const auto start = bucket_start(opened, target);
  return Bucket{start, start + target.length()};
}

Result<void> check_inside(Timestamp opened, Timestamp closed, const Bucket& bucket,
                          Timeframe target) {
  if (closed <= bucket.end) return {};
  return Error{ErrorCode::invalid_argument,
               fmt::format("the bar at {} reaches over the end of a {} bar at {}",
                           format_timestamp(opened), target.name(), format_timestamp(bucket.end))};
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
  BarSeries out{.key = {series.key.symbol, target}, .calendar = series.calendar};
  if (series.empty()) return out;
  const auto known = options.as_of.value_or(series.available_at(series.size() - 1));

  std::optional<Bar> bucket;
  for (std::size_t i = 0; i < series.size(); ++i) {
    if (series.available_at(i) > known) break;
    Bar bar = series.bar(i);
    const auto place = bucket_of(series, i, target);
    if (!place) continue;
    NAUTILUS_CHECK(check_inside(bar.timestamp, series.available_at(i), *place, target));
    if (bucket && bucket->timestamp == place->start) {
      extend(*bucket, bar);
      continue;
    }
    if (bucket) out.push_back(*bucket);
    bar.timestamp = place->start;
    bucket = bar;
  }
  const auto is_over = [&] {
    return available_at(bucket->timestamp, target, series.calendar.get()) <= known;
  };
  if (bucket && (options.with_unfinished || is_over())) out.push_back(*bucket);
  return out;
}

}  // namespace nautilus::market
