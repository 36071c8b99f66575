// SPDX-License-Identifier: MIT
#include "nautilus/market/resample.hpp"

#include <gtest/gtest.h>

namespace nautilus::market {
namespace {

Timeframe timeframe(std::string_view text) { return *Timeframe::parse(text); }

/// Bars of `length` from `first` on; the k-th has close 10 + k, a range of one around and volume k.
BarSeries rising(std::string_view length, Timestamp first, int bars) {
  BarSeries series{.key = {"A", timeframe(length)}};
  for (int k = 0; k < bars; ++k) {
    const double close = 10 + k;
    series.push_back({first + k * timeframe(length).length(), close - 0.5, close + 1, close - 1,
                      close, static_cast<double>(k)});
  }
  return series;
}

TEST(Resample, MatchesAHandWorkedExample) {
  // Closes 10 to 15 at minutes 0 to 5, volumes 0 to 5: two bars of three minutes.
  const auto out = *resample(rising("1m", from_date(2020, 1, 2), 6), timeframe("3m"));
  ASSERT_EQ(out.size(), 2);
  EXPECT_EQ(out.key, (SeriesKey{"A", timeframe("3m")}));
  EXPECT_EQ(out.bar(0), (Bar{from_date(2020, 1, 2), 9.5, 13, 9, 12, 3}));
  EXPECT_EQ(out.bar(1),
            (Bar{from_date(2020, 1, 2) + std::chrono::minutes(3), 12.5, 16, 12, 15, 12}));
}

TEST(Resample, LeavesOutABarThatIsNotOver) {
  const auto source = rising("1m", from_date(2020, 1, 2), 5);
  EXPECT_EQ(resample(source, timeframe("3m"))->size(), 1);
  const auto unfinished = *resample(source, timeframe("3m"), {.with_unfinished = true});
  ASSERT_EQ(unfinished.size(), 2);
  EXPECT_EQ(unfinished.close.back(), 14);
}

TEST(Resample, StartsWeeksOnMonday) {
  // 2020-01-02 was a Thursday; 2020-01-06 the Monday after.
  EXPECT_EQ(bucket_start(from_date(2020, 1, 5), timeframe("1w")), from_date(2019, 12, 30));
  EXPECT_EQ(bucket_start(from_date(2020, 1, 6), timeframe("1w")), from_date(2020, 1, 6));
  EXPECT_EQ(bucket_start(from_date(1950, 1, 4), timeframe("1w")), from_date(1950, 1, 2));
  EXPECT_EQ(bucket_start({-1}, timeframe("1h")).nanoseconds, -3'600'000'000'000);
}

TEST(Resample, WaitsForTheWeekToEnd) {
  // Monday to Friday: the week's bar is known on Monday 00:00, not on Saturday.
  const auto week = rising("1d", from_date(2020, 1, 6), 5);
  EXPECT_TRUE(resample(week, timeframe("1w"))->empty());
  EXPECT_EQ(resample(week, timeframe("1w"), {.as_of = from_date(2020, 1, 13)})->size(), 1);
}

TEST(Resample, SeesNothingThatClosesLater) {
  // The property that everything point-in-time rests on: what is known at `as_of` is what the
  // bars known at `as_of` give, whatever follows.
  const auto whole = rising("1h", from_date(2020, 1, 2), 50);
  for (int known = 1; known < 50; ++known) {
    const auto as_of = from_date(2020, 1, 2) + std::chrono::hours(known);
    const auto head = rising("1h", from_date(2020, 1, 2), known);
    const ResampleOptions options{.as_of = as_of, .with_unfinished = true};
    EXPECT_EQ(*resample(whole, timeframe("4h"), options),
              *resample(head, timeframe("4h"), options));
  }
}

TEST(Resample, GivesTheSameOverAStepBetween) {
  const auto minutes = rising("1m", from_date(2020, 1, 2), 240);
  const auto hours = *resample(minutes, timeframe("1h"));
  EXPECT_EQ(*resample(hours, timeframe("4h")), *resample(minutes, timeframe("4h")));
}

TEST(Resample, SkipsStretchesWithoutBars) {
  auto series = rising("1m", from_date(2020, 1, 2), 3);
  series.push_back({from_date(2020, 1, 3), 1, 1, 1, 1, 1});
  EXPECT_EQ(resample(series, timeframe("3m"))->size(), 1);
}

TEST(Resample, RefusesWhatCannotBeExact) {
  const auto message = [](const BarSeries& series, std::string_view target) {
    return resample(series, timeframe(target)).error().message;
  };
  EXPECT_EQ(message(rising("1h", from_date(2020, 1, 2), 2), "90m"),
            "timeframe 90m is not a multiple of the series' 1h");
  EXPECT_EQ(message(rising("1d", from_date(2020, 1, 2), 2), "1h"),
            "timeframe 1h is not a multiple of the series' 1d");
  EXPECT_EQ(message(rising("1h", from_date(2020, 1, 2) + std::chrono::minutes(30), 4), "4h"),
            "the bar at 2020-01-02T03:30:00.000000Z reaches over the end of a 4h bar at "
            "2020-01-02T04:00:00.000000Z");
  auto backwards = rising("1m", from_date(2020, 1, 2), 2);
  backwards.reverse();
  EXPECT_EQ(message(backwards, "2m"),
            "bars must ascend in time, the one at 2020-01-02T00:00:00.000000Z follows "
            "2020-01-02T00:01:00.000000Z");
}

TEST(Resample, HasNothingToMakeOfNothing) {
  EXPECT_TRUE(resample(rising("1m", {}, 0), timeframe("1h"))->empty());
}

}  // namespace
}  // namespace nautilus::market
