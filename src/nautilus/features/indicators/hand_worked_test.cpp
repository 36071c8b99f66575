// SPDX-License-Identifier: MIT
#include <cmath>

#include <gtest/gtest.h>

#include "nautilus/features/all_indicators.hpp"

// Each indicator on a few bars worked by hand, and where its formula has no answer.
namespace nautilus::features {
namespace {

template <class Kernel>
auto last(Kernel kernel, std::initializer_list<double> values) {
  auto answer = update(kernel, *values.begin());
  for (const double* each = values.begin() + 1; each != values.end(); ++each) {
    answer = update(kernel, *each);
  }
  return answer;
}

struct CloseAndVolume {
  double close;
  double volume;
};

template <class Kernel>
double last(Kernel kernel, std::initializer_list<CloseAndVolume> bars) {
  double answer = kNaN;
  for (const auto& [close, volume] : bars) answer = update(kernel, close, volume);
  return answer;
}

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

TEST(Rsi, DoesNotDependOnTheQuoteUnit) {
  EXPECT_NEAR(last(Rsi({.period = 2}), {10e-18, 11e-18, 10e-18, 12e-18}), 100.0 * 5 / 6, 1e-9);
}

TEST(PriceMomentum, IsTheReturnOverItsBars) {
  EXPECT_NEAR(last(PriceMomentum({.period = 2}), {100, 50, 110}), 0.1, 1e-15);
  EXPECT_TRUE(std::isnan(last(PriceMomentum({.period = 1}), {0, 5})));
}

TEST(BollingerBands, AreDeviationsAroundTheMean) {
  // Mean 5, population variance (9 + 1 + 1 + 9) / 4 = 5; two deviations; width 4 sqrt(5) / 5.
  const auto bands = last(BollingerBands({.period = 4}), {2, 4, 6, 8});
  EXPECT_DOUBLE_EQ(bands[0], 5 + 2 * std::sqrt(5.0));
  EXPECT_DOUBLE_EQ(bands[1], 5 - 2 * std::sqrt(5.0));
  EXPECT_DOUBLE_EQ(bands[2], 4 * std::sqrt(5.0) / 5);
}

TEST(BollingerBands, CloseExactlyWhenNothingMoves) {
  const auto bands = last(BollingerBands({.period = 3}), {7, 0.1, 0.1, 0.1});
  EXPECT_EQ(bands, (std::array<double, 3>{0.1, 0.1, 0.0}));
}

TEST(AverageTrueRange, CountsTheStepFromTheLastClose) {
  // True ranges: 12 - 9 = 3; then a step down from 11: 11 - 6 = 5. Mean 4; then 20 - 7 = 13:
  // 4 + (13 - 4) / 2 = 8.5.
  AverageTrueRange range({.period = 2});
  update(range, 11, 9, 10);
  EXPECT_TRUE(std::isnan(update(range, 12, 9, 11)));
  EXPECT_DOUBLE_EQ(update(range, 8, 6, 7), 4.0);
  EXPECT_DOUBLE_EQ(update(range, 20, 15, 16), 8.5);
}

TEST(Volatility, IsTheDeviationOfReturnsPerYear) {
  // Returns +10 % and -10 %: sample deviation sqrt(.01 + .01) = .1 sqrt(2), times sqrt(4).
  EXPECT_NEAR(last(Volatility({.period = 2, .bars_per_year = 4}), {100, 110, 99}),
              0.2 * std::sqrt(2.0), 1e-15);
  EXPECT_EQ(last(Volatility({.period = 2}), {5, 5, 5}), 0.0);
}

TEST(VolatilityRatio, ComparesTwoWindows) {
  // Returns 0, +10 %, -10 %: over two .1 sqrt(2), over three sqrt(.02 / 2) = .1.
  const VolatilityRatio ratio({.short_period = 2, .long_period = 3});
  EXPECT_NEAR(last(ratio, {100, 100, 110, 99}), std::sqrt(2.0), 1e-14);
  EXPECT_TRUE(std::isnan(last(ratio, {100, 100, 100, 100})));
}

TEST(VolumeRatio, IsAMultipleOfTheMean) {
  EXPECT_DOUBLE_EQ(last(VolumeRatio({.period = 2}), {100, 300}), 1.5);  // 300 / 200
  EXPECT_TRUE(std::isnan(last(VolumeRatio({.period = 2}), {5, 0, 0})));
  EXPECT_EQ(last(VolumeSma({.period = 2}), {5, 0, 0}), 0.0);
}

TEST(OnBalanceVolume, AddsRisingAndTakesFallingVolume) {
  const OnBalanceVolume total({});
  EXPECT_EQ(last(total, {{10, 5}}), 0);
  EXPECT_EQ(last(total, {{10, 5}, {11, 7}, {9, 2}, {9, 4}}), 5);                    // +7 - 2 + 0
  EXPECT_EQ(last(total, {{10, 5}, {11, 7}, {kNaN, kNaN}, {99, 4}, {100, 3}}), 10);  // +7 +3
}

TEST(PriceVolumeTrend, AddsVolumeTimesReturn) {
  // +10 % of 50, then -50 % of 20.
  EXPECT_NEAR(last(PriceVolumeTrend({}), {{10, 5}, {11, 50}, {5.5, 20}}), -5.0, 1e-14);
}

TEST(PricePosition, IsTheShareOfTheRangeBelowTheClose) {
  // Highest 15, lowest 5 in the last two bars: (13 - 5) / 10.
  PricePosition position({.period = 2});
  update(position, 99, 1, 50);
  update(position, 15, 8, 10);
  EXPECT_DOUBLE_EQ(update(position, 14, 5, 13), 0.8);

  PricePosition flat({.period = 1});
  EXPECT_EQ(update(flat, 7, 7, 7), 0.5);
}

}  // namespace
}  // namespace nautilus::features
