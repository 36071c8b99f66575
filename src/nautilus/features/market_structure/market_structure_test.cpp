// SPDX-License-Identifier: MIT
#include <cmath>
#include <numbers>
#include <vector>

#include <gtest/gtest.h>

#include "nautilus/base/random.hpp"
#include "nautilus/features/detail/last_value.hpp"
#include "nautilus/features/market_structure/amihud_illiquidity.hpp"
#include "nautilus/features/market_structure/direction_entropy.hpp"
#include "nautilus/features/market_structure/drawdown.hpp"
#include "nautilus/features/market_structure/efficiency_ratio.hpp"
#include "nautilus/features/market_structure/fractional_difference.hpp"
#include "nautilus/features/market_structure/hurst.hpp"
#include "nautilus/features/market_structure/kyle_lambda.hpp"
#include "nautilus/features/market_structure/mean_reversion_half_life.hpp"
#include "nautilus/features/market_structure/permutation_entropy.hpp"
#include "nautilus/features/market_structure/roll_spread.hpp"
#include "nautilus/features/market_structure/streak.hpp"
#include "nautilus/features/market_structure/variance_ratio.hpp"

// What each is of a few bars worked by hand or of a process whose answer is known.
namespace nautilus::features {
namespace {

using testing_last::last;

// A step of variance 1: the sum of twelve uniform ones, less its mean.
double normal(RandomStream& stream) {
  double sum = -6;
  for (int i = 0; i < 12; ++i) sum += stream.uniform();
  return sum;
}

TEST(MarketStructure, AStraightWayIsEfficientAndAReturnIsNot) {
  EXPECT_DOUBLE_EQ(last(EfficiencyRatio({.period = 3}), {1, 2, 4, 5}), 1.0);
  EXPECT_DOUBLE_EQ(last(EfficiencyRatio({.period = 2}), {1, 3, 1}), 0.0);
  EXPECT_DOUBLE_EQ(last(EfficiencyRatio({.period = 3}), {1, 3, 1, 3}), 1.0 / 3);
  EXPECT_TRUE(std::isnan(last(EfficiencyRatio({.period = 2}), {5, 5, 5})));
}

TEST(MarketStructure, RollsSpreadIsTheBounceBetweenBidAndAsk) {
  // An efficient price that moves by 0.1 % a bar, traded at a bid or an ask 0.5 % around it.
  RandomStream stream(7, "bounce");
  constexpr double spread = 0.01;
  constexpr int bars = 8'000;
  RollSpread roll({.period = bars});
  double efficient = 0;
  double answer = kNaN;
  for (int i = 0; i < bars + 2; ++i) {
    efficient += 0.001 * normal(stream);
    const double side = stream.uniform() < 0.5 ? -0.5 : 0.5;
    answer = update(roll, std::exp(efficient + side * spread));
  }
  // The covariance's standard error is below 3 % of it, the spread's half of that.
  EXPECT_NEAR(answer, spread, 4 * 0.015 * spread);
}

TEST(MarketStructure, RollsSpreadHasNoAnswerWhereMovesGoOn) {
  EXPECT_TRUE(std::isnan(last(RollSpread({.period = 4}), {1, 1.1, 1.3, 1.7, 2.5, 4.1})));
}

TEST(MarketStructure, TheVarianceRatioOfARandomWalkIsOneAndItsZStandard) {
  RandomStream stream(11, "walk");
  VarianceRatio kernel({.horizon = 5, .period = 400});
  double level = 0;
  double ratios = 0;
  double squares = 0;
  constexpr int windows = 400;
  for (int i = 0; i < windows; ++i) {
    std::array<double, 2> answer{};
    for (int bar = 0; bar < 401; ++bar) {
      level += 0.01 * normal(stream);
      answer = update(kernel, std::exp(level));
    }
    ratios += answer[0];
    squares += answer[1] * answer[1];
  }
  // Over independent windows: the ratio varies by 0.11, the square of z by 1.4.
  EXPECT_NEAR(ratios / windows, 1.0, 4 * 0.11 / 20);
  EXPECT_NEAR(squares / windows, 1.0, 4 * 1.5 / 20);
}

TEST(MarketStructure, TheVarianceRatioFallsWhereReturnsTurnBack) {
  VarianceRatio kernel({.horizon = 2, .period = 10});
  std::array<double, 2> answer{};
  for (int bar = 0; bar < 11; ++bar) answer = update(kernel, bar % 2 == 0 ? 100.0 : 101.0);
  EXPECT_NEAR(answer[0], 0.0, 1e-12);
  EXPECT_LT(answer[1], -2.0);
}

TEST(MarketStructure, TheExpectedRescaledRangeIsThatOfAnisAndLloyd) {
  // By hand: two values have R / S = 1, and Gamma(1/2) / (sqrt(pi) Gamma(1)) = 1.
  EXPECT_NEAR(expected_rescaled_range(2), 1.0, 1e-15);
  // Three: (sqrt 2 + sqrt(1/2)) Gamma(1) / (sqrt(pi) Gamma(3/2)) = 3 sqrt(2) / pi.
  EXPECT_NEAR(expected_rescaled_range(3), 3 * std::numbers::sqrt2 / std::numbers::pi, 1e-15);
  // Many: sqrt(pi n / 2) + zeta(1/2) sqrt(2 / pi), and less than 1 / sqrt(n) beside it.
  EXPECT_NEAR(
      expected_rescaled_range(10'000),
      std::sqrt(std::numbers::pi * 5'000) - 1.4603545088095868 * std::sqrt(2 / std::numbers::pi),
      0.01);
}

TEST(MarketStructure, TheCorrectedHurstExponentOfARandomWalkIsAHalf) {
  RandomStream stream(13, "hurst");
  Hurst kernel({.period = 256});
  double level = 0;
  double plain = 0;
  double corrected = 0;
  constexpr int windows = 200;
  for (int i = 0; i < windows; ++i) {
    std::array<double, 2> answer{};
    for (int bar = 0; bar < 257; ++bar) {
      level += 0.01 * normal(stream);
      answer = update(kernel, std::exp(level));
    }
    plain += answer[0] / windows;
    corrected += answer[1] / windows;
  }
  EXPECT_NEAR(corrected, 0.5, 0.03);
  EXPECT_GT(plain, 0.55);  // What the correction is for.
}

TEST(MarketStructure, OrdersAreEvenOrOne) {
  EXPECT_EQ(last(PermutationEntropy({.order = 2, .period = 8}), {1, 2, 3, 4, 5, 6, 7, 8, 9}), 0.0);
  EXPECT_DOUBLE_EQ(last(PermutationEntropy({.order = 2, .period = 8}), {1, 2, 1, 2, 1, 2, 1, 2, 1}),
                   1.0);
  // Three rises of four: -(3/4 log 3/4 + 1/4 log 1/4) / log 2.
  EXPECT_NEAR(last(PermutationEntropy({.order = 2, .period = 8}), {1, 2, 3, 4, 3, 4, 5, 6, 5}),
              0.8112781244591328, 1e-14);
}

TEST(MarketStructure, DirectionsAreEvenOrOne) {
  EXPECT_EQ(last(DirectionEntropy({.length = 1, .period = 8}), {1, 2, 3, 4, 5, 6, 7, 8, 9}), 0.0);
  EXPECT_NEAR(last(DirectionEntropy({.length = 1, .period = 8}), {1, 2, 3, 4, 3, 4, 5, 6, 5}),
              0.8112781244591328, 1e-14);
  EXPECT_DOUBLE_EQ(
      last(DirectionEntropy({.length = 2, .period = 8}), {1, 2, 1, 2, 1, 2, 1, 2, 1, 2}), 0.5);
}

TEST(MarketStructure, ADifferenceOfOrderOneIsTheChangeAndOfNoneTheSeries) {
  EXPECT_DOUBLE_EQ(last(FractionalDifference({.order = 1, .period = 3}), {5, 7, 11}), 4.0);
  EXPECT_DOUBLE_EQ(last(FractionalDifference({.order = 0, .period = 3}), {5, 7, 11}), 11.0);
  // Weights 1, -1/2, -1/8.
  EXPECT_DOUBLE_EQ(last(FractionalDifference({.order = 0.5, .period = 3}), {8, 4, 2}), -1.0);
}

TEST(MarketStructure, AmihudLeavesOutBarsWithoutTrade) {
  EXPECT_NEAR(last(AmihudIlliquidity({.period = 2}), {{100, 5}, {110, 1000}, {121, 0}}),
              1e6 * 0.1 / 110'000, 1e-12);
  EXPECT_TRUE(std::isnan(last(AmihudIlliquidity({.period = 2}), {{100, 0}, {110, 0}, {121, 0}})));
}

TEST(MarketStructure, KylesLambdaIsTheImpactOfTheFlow) {
  // Each share bought or sold moves the price by 0.01.
  EXPECT_NEAR(last(KyleLambda({.period = 3}), {{10, 1}, {12, 200}, {11, 100}, {14, 300}}), 0.01,
              1e-15);
}

TEST(MarketStructure, TheHalfLifeIsThatOfTheDecay) {
  // A distance from 1 that halves at each bar.
  EXPECT_NEAR(last(MeanReversionHalfLife({.period = 4}), {17, 9, 5, 3, 2}), 1.0, 1e-13);
  EXPECT_TRUE(std::isnan(last(MeanReversionHalfLife({.period = 3}), {1, 2, 4, 8})));
}

TEST(MarketStructure, StreaksCountAndBegin) {
  EXPECT_EQ(last(Streak(Streak::Params{}), {1, 2, 3, 4}), 3.0);
  EXPECT_EQ(last(Streak(Streak::Params{}), {1, 2, 3, 2}), -1.0);
  EXPECT_EQ(last(Streak(Streak::Params{}), {1, 2, 2}), 0.0);
  EXPECT_EQ(last(Streak(Streak::Params{}), {1, 2, kNaN, 3, 4}), 1.0);
}

TEST(MarketStructure, DrawdownsAreFromTheHighestSoFar) {
  const auto answer = last(Drawdown(Drawdown::Params{}), {80, 100, kNaN, 90, 75});
  EXPECT_DOUBLE_EQ(answer[0], -0.25);
  EXPECT_EQ(answer[1], 2.0);
  EXPECT_EQ(last(Drawdown(Drawdown::Params{}), {100, 90, 100})[1], 0.0);
}

}  // namespace
}  // namespace nautilus::features
