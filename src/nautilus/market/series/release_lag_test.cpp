// SPDX-License-Identifier: MIT
#include "nautilus/market/series/release_lag.hpp"

#include <gtest/gtest.h>

namespace nautilus::market {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

TEST(ReleaseLag, ReadsShortAndIsoForms) {
  EXPECT_EQ(ReleaseLag::parse("1d")->length(), days(1));
  EXPECT_EQ(ReleaseLag::parse("36h")->length(), hours(36));
  EXPECT_EQ(ReleaseLag::parse("2w")->length(), days(14));
  EXPECT_EQ(ReleaseLag::parse("0d")->length(), days(0));
  EXPECT_EQ(ReleaseLag::parse("P45D")->length(), days(45));
  EXPECT_EQ(ReleaseLag::parse("P1DT12H30M")->length(), hours(36) + minutes(30));
  EXPECT_EQ(ReleaseLag::parse("PT90M")->length(), minutes(90));
}

TEST(ReleaseLag, RefusesAllElse) {
  for (const auto* text : {"", "d", "1", "-1d", "1.5d", "1 d", "P", "PT", "P1M", "P1Y", "P1DT",
                           "PT1D", "1M", "P1H", "4000d", "99999999999999999999d", "P3660DT1S"}) {
    EXPECT_FALSE(ReleaseLag::parse(text)) << text;
  }
}

TEST(ReleaseLag, IsNamedByTheLargestUnitThatDividesIt) {
  for (const auto* text : {"1d", "36h", "90m", "45s", "0d"}) {
    EXPECT_EQ(ReleaseLag::parse(text)->name(), text);
  }
  EXPECT_EQ(ReleaseLag::parse("2w")->name(), "14d");
}

}  // namespace
}  // namespace nautilus::market
