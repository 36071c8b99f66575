// SPDX-License-Identifier: MIT
#include "nautilus/market/timeframe.hpp"

#include <gtest/gtest.h>

namespace nautilus::market {
namespace {

TEST(Timeframe, ReadsAndWritesItsName) {
  for (const auto* text : {"1s", "30s", "1m", "5m", "1h", "4h", "1d", "2d", "1w", "52w", "366d"}) {
    EXPECT_EQ(Timeframe::parse(text)->name(), text);
  }
}

TEST(Timeframe, HasOneNamePerLength) {
  EXPECT_EQ(Timeframe::parse("60m")->name(), "1h");
  EXPECT_EQ(Timeframe::parse("7d")->name(), "1w");
  EXPECT_EQ(*Timeframe::parse("24h"), Timeframe());
  EXPECT_EQ(Timeframe::parse("90s")->length(), std::chrono::seconds(90));
}

TEST(Timeframe, RefusesWhatIsNoLength) {
  for (const auto* text : {"", "d", "1", "0d", "-1d", "1.5h", "1D", "1M", "1 d", "d1", "01d", "+1d",
                           "367d", "53w", "9999999999w", "99999999999999999999s"}) {
    EXPECT_FALSE(Timeframe::parse(text)) << text;
  }
}

TEST(Timeframe, ReadsJson) {
  EXPECT_EQ(Timeframe::from_json(json::Value("5m"))->name(), "5m");
  EXPECT_EQ(Timeframe::from_json(json::Value(5)).error().message,
            "must be a timeframe such as \"1d\", was a whole number");
}

}  // namespace
}  // namespace nautilus::market
