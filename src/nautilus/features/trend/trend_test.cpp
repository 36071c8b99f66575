// SPDX-License-Identifier: MIT
#include <cmath>

#include <gtest/gtest.h>

#include "nautilus/features/detail/last_value.hpp"
#include "nautilus/features/trend/ema.hpp"
#include "nautilus/features/trend/macd.hpp"
#include "nautilus/features/trend/sma.hpp"

// Each indicator on a few bars worked by hand, and where its formula has no answer.
namespace nautilus::features {
namespace {

using testing_last::last;

TEST(Sma, IsTheMeanOfTheWindow) {
  EXPECT_DOUBLE_EQ(last(Sma({.period = 3}), {1, 2, 4, 9}), 5.0);  // (2 + 4 + 9) / 3
  EXPECT_DOUBLE_EQ(last(Sma({.period = 1}), {1, 2, 4}), 4.0);
}

TEST(Ema, MovesByItsShareFromTheSeed) {
  // Seed (1 + 2 + 3) / 3 = 2, share 2/4: 2 + (6 - 2) / 2 = 4, then 4 + (2 - 4) / 2 = 3.
  EXPECT_DOUBLE_EQ(last(Ema({.period = 3}), {1, 2, 3, 6, 2}), 3.0);
}

TEST(Macd, SeedsTheFastMeanOnTheBarOfTheSlowOne) {
  // Slow(3): (1 + 2 + 6) / 3 = 3. Fast(2) over the last two: (2 + 6) / 2 = 4. Difference 1.
  const Macd macd({.fast_period = 2, .slow_period = 3, .signal_period = 2});
  EXPECT_DOUBLE_EQ(last(macd, {1, 2, 6})[0], 1.0);
  // Then slow 3 + 1/2 * (9 - 3) = 6, fast 4 + 2/3 * (9 - 4) = 22/3, macd 4/3, signal 7/6.
  const auto values = last(macd, {1, 2, 6, 9});
  EXPECT_DOUBLE_EQ(values[0], 4.0 / 3);
  EXPECT_DOUBLE_EQ(values[1], 7.0 / 6);
  EXPECT_NEAR(values[2], 1.0 / 6, 1e-15);
}

}  // namespace
}  // namespace nautilus::features
