// SPDX-License-Identifier: MIT
#include <cmath>

#include <gtest/gtest.h>

#include "nautilus/features/detail/last_value.hpp"
#include "nautilus/features/momentum/price_momentum.hpp"
#include "nautilus/features/momentum/rsi.hpp"

// Each indicator on a few bars worked by hand, and where its formula has no answer.
namespace nautilus::features {
namespace {

using testing_last::last;

TEST(Rsi, MatchesAHandWorkedExample) {
  // Changes +1 -1 +2 -1. Means over two bars: (1/2, 1/2), then (5/4, 1/4), then (5/8, 5/8).
  EXPECT_DOUBLE_EQ(last(Rsi({.period = 2}), {10, 11, 10}), 50.0);
  EXPECT_DOUBLE_EQ(last(Rsi({.period = 2}), {10, 11, 10, 12}), 100.0 * 5 / 6);
  EXPECT_DOUBLE_EQ(last(Rsi({.period = 2}), {10, 11, 10, 12, 11}), 50.0);
}

TEST(Rsi, IsAtItsEndsWhenAllBarsAgreeAndNeutralWhenNothingMoves) {
  EXPECT_EQ(last(Rsi({.period = 3}), {1, 2, 3, 4, 5}), 100.0);
  EXPECT_EQ(last(Rsi({.period = 3}), {5, 4, 3, 2, 1}), 0.0);
  EXPECT_EQ(last(Rsi({.period = 3}), {7, 7, 7, 7, 7}), 50.0);
}

TEST(Rsi, StaysExactlyWhatItIsOnBarsWithoutAChange) {
  const double before = last(Rsi({.period = 3}), {1, 2, 3, 2.9, 3.1});
  EXPECT_EQ(last(Rsi({.period = 3}), {1, 2, 3, 2.9, 3.1, 3.1, 3.1, 3.1}), before);
  EXPECT_EQ(last(Rsi({.period = 3}), {1, 2, 3, 2.9, 3.1, 3.1, kNaN, 3.1, 3.1}), before);
}

TEST(Rsi, DoesNotDependOnTheQuoteUnit) {
  EXPECT_NEAR(last(Rsi({.period = 2}), {10e-18, 11e-18, 10e-18, 12e-18}), 100.0 * 5 / 6, 1e-9);
}

TEST(PriceMomentum, IsTheReturnOverItsBars) {
  EXPECT_NEAR(last(PriceMomentum({.period = 2}), {100, 50, 110}), 0.1, 1e-15);
  EXPECT_TRUE(std::isnan(last(PriceMomentum({.period = 1}), {0, 5})));
}

}  // namespace
}  // namespace nautilus::features
