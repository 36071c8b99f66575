// SPDX-License-Identifier: MIT
#include <fstream>
#include <map>

#include <gtest/gtest.h>

#include "nautilus/base/test_data.hpp"
#include "nautilus/base/text.hpp"
#include "nautilus/market/calendars/builtin_calendars.hpp"
#include "nautilus/market/calendars/new_york_clock.hpp"
#include "nautilus/market/resample.hpp"

namespace nautilus::market {
namespace {

Timestamp at(std::string_view text) { return *parse_timestamp(text); }

std::vector<std::vector<std::string>> rows_of(const std::string& file) {
  std::ifstream in(shared_folder() + "/data/lean/" + file);
  std::vector<std::vector<std::string>> rows;
  std::string line;
  std::getline(in, line);
  while (std::getline(in, line)) {
    auto& row = rows.emplace_back();
    for (const auto part : split(line, ',')) row.emplace_back(part);
  }
  return rows;
}

Bar bar_of(Timestamp opened, const std::vector<std::string>& row) {
  return {opened,
          *parse_number(row[1]),
          *parse_number(row[2]),
          *parse_number(row[3]),
          *parse_number(row[4]),
          *parse_number(row[5])};
}

/// SPY's minutes, whose times are New York's.
BarSeries spy_minutes() {
  BarSeries series{.key = {"SPY", *Timeframe::parse("1m")}, .calendar = *builtin_calendar("XNYS")};
  for (const auto& row : rows_of("equity_minute/SPY.csv")) {
    const auto date = at(row[0].substr(0, 10));
    const auto minutes = std::stoi(row[0].substr(11, 2)) * 60 + std::stoi(row[0].substr(14, 2));
    series.push_back(bar_of(in_new_york(date, std::chrono::minutes(minutes)), row));
  }
  return series;
}

TEST(DailyCuts, OfMinutesAreTheDailyBarsOfTheVendor) {
  const auto minutes = spy_minutes();
  if (minutes.empty()) GTEST_SKIP() << "test data not present";
  std::map<Timestamp, Bar> vendor;
  for (const auto& row : rows_of("equity_daily/SPY.csv")) {
    vendor[at(row[0])] = bar_of(at(row[0]), row);
  }
  const auto days = resample(minutes, Timeframe());
  ASSERT_TRUE(days) << days.error().message;
  ASSERT_EQ(days->size(), 6U);
  for (std::size_t i = 0; i < days->size(); ++i) {
    const auto bar = days->bar(i);
    const auto& expected = vendor.at(bar.timestamp);
    EXPECT_EQ(bar.open, expected.open);
    EXPECT_EQ(bar.close, expected.close);
    EXPECT_EQ(bar.volume, expected.volume);
    EXPECT_NEAR(bar.high, expected.high, 0.0101);  // The vendor cut its days of the ticks.
    EXPECT_NEAR(bar.low, expected.low, 0.0101);
  }
}

TEST(DailyCuts, LeaveTradingOutsideTheSessionsOut) {
  BarSeries series{.key = {"A", *Timeframe::parse("1h")}, .calendar = *builtin_calendar("XNYS")};
  for (const auto* opened : {"2020-11-27T13:00:00Z", "2020-11-27T14:00:00Z", "2020-11-27T17:00:00Z",
                             "2020-11-27T18:00:00Z"}) {
    series.push_back({at(opened), 10, 11, 9, 10, 1});
  }
  const auto days = *resample(series, Timeframe());  // Open from 14:30 to 18:00 on that day.
  ASSERT_EQ(days.size(), 1U);
  EXPECT_EQ(days.bar(0), (Bar{at("2020-11-27"), 10, 11, 9, 10, 2}));
  EXPECT_EQ(days.available_at(0), at("2020-11-27T18:00:00Z"));
}

TEST(DailyCuts, AreOverAtTheCloseAndNotBefore) {
  BarSeries series{.key = {"A", *Timeframe::parse("30m")}, .calendar = *builtin_calendar("FX")};
  series.push_back({at("2020-04-16T21:00:00Z"), 10, 11, 9, 10, 1});  // The session of the 17th.
  series.push_back({at("2020-04-17T20:30:00Z"), 10, 12, 9, 10, 1});
  const auto days_by = [&](std::string_view known) {
    return *resample(series, Timeframe(), {.as_of = at(known)});
  };
  EXPECT_TRUE(days_by("2020-04-17T20:59:59Z").empty());
  ASSERT_EQ(days_by("2020-04-17T21:00:00Z").size(), 1U);
  EXPECT_EQ(days_by("2020-04-17T21:00:00Z").bar(0), (Bar{at("2020-04-17"), 10, 12, 9, 10, 2}));
}

}  // namespace
}  // namespace nautilus::market
