// SPDX-License-Identifier: MIT
#include <array>
#include <cmath>

#include <gtest/gtest.h>

#include "nautilus/features/detail/last_value.hpp"
#include "nautilus/features/trend/adx.hpp"
#include "nautilus/features/trend/aroon.hpp"
#include "nautilus/features/trend/heikin_ashi.hpp"
#include "nautilus/features/trend/kama.hpp"
#include "nautilus/features/trend/linear_regression.hpp"
#include "nautilus/features/trend/mcginley_dynamic.hpp"
#include "nautilus/features/trend/parabolic_sar.hpp"
#include "nautilus/features/trend/supertrend.hpp"
#include "nautilus/features/trend/trix.hpp"
#include "nautilus/features/trend/vidya.hpp"
#include "nautilus/features/trend/volatility_stop.hpp"
#include "nautilus/features/trend/vortex.hpp"
#include "nautilus/features/trend/wma.hpp"

// Where the formulas have corners, and a few bars worked by hand.
namespace nautilus::features {
namespace {

using testing_last::last;

TEST(Wma, WeighsTheNewestMost) {
  EXPECT_DOUBLE_EQ(last(Wma({.period = 3}), {9, 1, 2, 6}), 23.0 / 6);  // (1 + 4 + 18) / 6
}

TEST(LinearRegression, FollowsAStraightLineExactly) {
  const auto line = last(LinearRegression({.period = 4}), {9, 2, 4, 6, 8});
  EXPECT_EQ(line, (std::array<double, 5>{8, 2, 2, 1, 10}));
}

TEST(LinearRegression, IsThePriceWhenNothingMoves) {
  const auto line = last(LinearRegression({.period = 3}), {7, 0.1, 0.1, 0.1});
  EXPECT_EQ(line, (std::array<double, 5>{0.1, 0, 0.1, 1, 0.1}));
}

TEST(Kama, RunsWithAStraightPriceAndHardlyMovesOtherwise) {
  // A straight rise: share (2/3)^2 from the close before, 3: 3 + 4/9 * (4 - 3).
  EXPECT_DOUBLE_EQ(last(Kama({.period = 3}), {1, 2, 3, 4}), 3 + 4.0 / 9);
  // There and back: share (2/31)^2 from 2.
  EXPECT_DOUBLE_EQ(last(Kama({.period = 2}), {1, 2, 1}), 2 - 4.0 / 961);
  EXPECT_EQ(last(Kama({.period = 2}), {5, 5, 5, 5}), 5.0);
}

TEST(Vidya, StaysWhileNothingMoves) {
  const Vidya vidya({.short_period = 2, .long_period = 3});
  EXPECT_EQ(last(vidya, {5, 5, 5, 5}), 5.0);
}

TEST(McginleyDynamic, NeverPassesTheClose) {
  // A fall to a tenth: the formula alone would go on far below it.
  EXPECT_EQ(last(McginleyDynamic({}), {100, 10}), 10.0);
  EXPECT_TRUE(std::isnan(last(McginleyDynamic({}), {100, 0})));
  EXPECT_EQ(last(McginleyDynamic({}), {100, 0, 100}), 100.0);
}

TEST(Trix, HasNoValueWhereTheMeanWasZero) {
  EXPECT_TRUE(std::isnan(last(Trix({.period = 1}), {0, 5})[0]));
  EXPECT_EQ(last(Trix({.period = 2}), {5, 5, 5, 5, 5})[0], 0.0);
}

TEST(Aroon, CountsTheLatestOfEqualExtremes) {
  Aroon aroon({.period = 4});
  std::array<double, 3> values{};
  for (const double high : {3.0, 9.0, 5.0, 9.0, 4.0}) values = update(aroon, high, 1);
  EXPECT_EQ(values, (std::array<double, 3>{75, 100, -25}));
}

TEST(Adx, HasNoDirectionWhereNothingMoves) {
  Adx adx({.period = 2});
  std::array<double, 7> values{};
  for (int bar = 0; bar < 9; ++bar) values = update(adx, 5, 5, 5);
  for (std::size_t output = 0; output < 5; ++output) EXPECT_TRUE(std::isnan(values[output]));
}

TEST(Adx, IsAllOneWayInASteadyRise) {
  // Each bar one higher, range 1, true range 1.5 from the close in the middle: +di 1 / 1.5.
  Adx adx({.period = 2});
  std::array<double, 7> values{};
  for (int bar = 0; bar < 9; ++bar) values = update(adx, bar + 1.0, bar, bar + 0.5);
  EXPECT_NEAR(values[0], 200.0 / 3, 1e-12);
  EXPECT_EQ(values[1], 0.0);
  EXPECT_EQ(values[3], 100.0);
  EXPECT_EQ(values[4], 100.0);
}

TEST(Vortex, HasNoValueWhereNothingMoves) {
  Vortex vortex({.period = 1});
  update(vortex, 5, 5, 5);
  EXPECT_TRUE(std::isnan(update(vortex, 5, 5, 5)[0]));
}

TEST(ParabolicSar, TurnsWhenThePriceMeetsIt) {
  ParabolicSar sar({});
  EXPECT_TRUE(std::isnan(update(sar, 10, 9)[0]));
  // Rising from the first low; the new high 11 makes the speed 0.04.
  EXPECT_EQ(update(sar, 11, 10), (std::array<double, 2>{9, 1}));
  // 9 + 0.04 * (11 - 9) = 9.08, bounded by the low of two bars ago, 9. No new high.
  EXPECT_EQ(update(sar, 11, 10), (std::array<double, 2>{9, 1}));
  // Then 9.08, which the low 8 meets: the stop is now above, at the highest high.
  EXPECT_EQ(update(sar, 10, 8), (std::array<double, 2>{11, -1}));
}

TEST(Supertrend, KeepsItsStopUntilTheCloseHasPassedIt) {
  // Bars 10..12 that close at 11: range 2, stops at 11 -+ 2.
  Supertrend trend({.period = 1, .multiplier = 1});
  update(trend, 12, 10, 11);
  EXPECT_EQ(update(trend, 12, 10, 11)[0], 9.0);
  // One lower, range 2: below it would be 8, but the stop does not fall back.
  EXPECT_EQ(update(trend, 11, 9, 10)[0], 9.0);
  // A close of 7 is below the stop: it is now above, where it was lowest, 10 + 2 = 12; that of this
  // bar, range 10 - 6 = 4 about 7, is 11.
  EXPECT_EQ(update(trend, 8, 6, 7)[0], 11.0);
  EXPECT_TRUE(std::isnan(peek(trend, 8, 6, 7)[2]));
}

TEST(VolatilityStop, HangsFromTheBestClose) {
  // Ranges of 2 about closes 10, 11, 12, 13; from there a stop of two ranges under 13.
  VolatilityStop stop({.period = 2, .multiplier = 2});
  std::array<double, 2> values{};
  for (const double close : {10.0, 11.0, 12.0, 13.0, 12.0}) {
    values = update(stop, close + 1, close - 1, close);
  }
  EXPECT_EQ(values, (std::array<double, 2>{9, 1}));
  // 8 is below 9: the stop turned, and hangs two ranges above 8: (2 + 5) / 2 = 3.5.
  update(stop, 9, 7, 8);
  EXPECT_EQ(update(stop, 9, 7, 8), (std::array<double, 2>{15, -1}));
}

TEST(HeikinAshi, OpensInTheMiddleOfTheBarBefore) {
  HeikinAshi bars({});
  EXPECT_EQ(update(bars, 10, 14, 8, 12), (std::array<double, 4>{11, 14, 8, 11}));
  EXPECT_EQ(update(bars, 12, 13, 12, 13), (std::array<double, 4>{11, 13, 11, 12.5}));
}

}  // namespace
}  // namespace nautilus::features
