// SPDX-License-Identifier: MIT
#include <cmath>

#include <gtest/gtest.h>

#include "nautilus/features/detail/last_value.hpp"
#include "nautilus/features/price/high_low_range.hpp"
#include "nautilus/features/price/intraday_return.hpp"
#include "nautilus/features/price/log_return.hpp"
#include "nautilus/features/price/overnight_gap.hpp"

// Each indicator on a few bars worked by hand, and where its formula has no answer.
namespace nautilus::features {
namespace {

using testing_last::last;

TEST(LogReturn, AddsUp) {
  EXPECT_NEAR(last(LogReturn({.period = 2}), {100, 50, 200}), std::log(2.0), 1e-15);
  EXPECT_TRUE(std::isnan(last(LogReturn({}), {0, 5})));
  EXPECT_TRUE(std::isnan(last(LogReturn({}), {-5, 5})));
}

TEST(OvernightGap, IsTheStepFromCloseToOpen) {
  OvernightGap gap({});
  EXPECT_TRUE(std::isnan(update(gap, 9, 10)));
  EXPECT_NEAR(update(gap, 11, 0), 0.1, 1e-15);
  EXPECT_TRUE(std::isnan(update(gap, 11, 12)));
}

TEST(IntradayReturn, IsTheReturnFromOpenToClose) {
  IntradayReturn day({});
  EXPECT_NEAR(update(day, 10, 11), 0.1, 1e-15);
  EXPECT_TRUE(std::isnan(update(day, 0, 11)));
}

TEST(HighLowRange, IsAShareOfTheClose) {
  HighLowRange range({});
  EXPECT_EQ(update(range, 12, 10, 8), 0.25);
  EXPECT_TRUE(std::isnan(update(range, 12, 10, 0)));
}

}  // namespace
}  // namespace nautilus::features
