// SPDX-License-Identifier: MIT
#include <cmath>

#include <gtest/gtest.h>

#include "nautilus/features/detail/last_value.hpp"
#include "nautilus/features/statistics/autocorrelation.hpp"
#include "nautilus/features/statistics/delayed_value.hpp"
#include "nautilus/features/statistics/exponential_variance.hpp"
#include "nautilus/features/statistics/kurtosis.hpp"
#include "nautilus/features/statistics/median.hpp"
#include "nautilus/features/statistics/percentile_rank.hpp"
#include "nautilus/features/statistics/quantile.hpp"
#include "nautilus/features/statistics/return_shape.hpp"
#include "nautilus/features/statistics/skewness.hpp"
#include "nautilus/features/statistics/variance.hpp"
#include "nautilus/features/statistics/zscore.hpp"

// Each on a few values worked by hand, and where its formula has no answer.
namespace nautilus::features {
namespace {

using testing_last::last;

TEST(Statistics, VarianceDividesByWhatItIsTold) {
  EXPECT_DOUBLE_EQ(last(Variance({.period = 4}), {1, 2, 3, 6}), 3.5);
  EXPECT_DOUBLE_EQ(last(Variance({.period = 4, .degrees = 1}), {1, 2, 3, 6}), 14.0 / 3);
  EXPECT_EQ(last(Variance({.period = 3}), {0.1, 0.1, 0.1}), 0.0);
}

TEST(Statistics, SkewnessOfTwoEqualAndOneFarValueIsRootThree) {
  EXPECT_NEAR(last(Skewness({.period = 3}), {0, 0, 3}), std::sqrt(3.0), 1e-14);
  EXPECT_NEAR(last(Skewness({.period = 3}), {7, 7, 4}), -std::sqrt(3.0), 1e-14);
  EXPECT_NEAR(last(Skewness({.period = 5}), {1, 2, 3, 4, 5}), 0.0, 1e-14);
  EXPECT_TRUE(std::isnan(last(Skewness({.period = 3}), {0.1, 0.1, 0.1})));
}

TEST(Statistics, KurtosisOfFourEvenStepsIsMinusSixFifths) {
  EXPECT_NEAR(last(Kurtosis({.period = 4}), {1, 2, 3, 4}), -1.2, 1e-13);
  EXPECT_NEAR(last(Kurtosis({.period = 4}), {0, 0, 0, 1}), 4.0, 1e-13);
  EXPECT_TRUE(std::isnan(last(Kurtosis({.period = 4}), {2, 2, 2, 2})));
}

TEST(Statistics, TheShapeOfReturnsKnowsNoScaleAndNoLogarithmOfNothing) {
  const auto shape = last(ReturnShape({.period = 4}), {1, 2, 2, 2, 2});
  EXPECT_NEAR(shape[0], 2.0, 1e-13);  // Returns log 2, 0, 0, 0.
  EXPECT_NEAR(shape[1], 4.0, 1e-13);
  EXPECT_TRUE(std::isnan(last(ReturnShape({.period = 4}), {1, 2, -2, 2, 2})[0]));
}

TEST(Statistics, RanksOfEqualValuesAreTheirMean) {
  EXPECT_DOUBLE_EQ(last(PercentileRank({.period = 4}), {1, 2, 3, 4}), 1.0);
  EXPECT_DOUBLE_EQ(last(PercentileRank({.period = 4}), {5, 2, 3, 1}), 0.25);
  EXPECT_DOUBLE_EQ(last(PercentileRank({.period = 4}), {1, 2, 3, 2}), 2.5 / 4);
  EXPECT_DOUBLE_EQ(last(PercentileRank({.period = 4}), {7, 7, 7, 7}), 2.5 / 4);
}

TEST(Statistics, QuantilesLieBetweenValues) {
  EXPECT_DOUBLE_EQ(last(Median({.period = 3}), {9, 1, 4}), 4.0);
  EXPECT_DOUBLE_EQ(last(Median({.period = 4}), {9, 1, 4, 2}), 3.0);
  EXPECT_DOUBLE_EQ(last(Quantile({.period = 5, .probability = 0.25}), {5, 1, 4, 2, 3}), 2.0);
  EXPECT_DOUBLE_EQ(last(Quantile({.period = 5, .probability = 0.1}), {5, 1, 4, 2, 3}), 1.4);
  EXPECT_DOUBLE_EQ(last(Quantile({.period = 2, .probability = 1}), {5, 1, 4}), 4.0);
}

TEST(Statistics, ZScoresNeedMovement) {
  EXPECT_DOUBLE_EQ(last(ZScore({.period = 2}), {1, 3}), 1.0);
  EXPECT_TRUE(std::isnan(last(ZScore({.period = 2}), {0.3, 0.3})));
}

TEST(Statistics, ALineResemblesItselfAndASawItsOpposite) {
  EXPECT_NEAR(last(Autocorrelation({.lag = 2, .period = 4}), {1, 2, 3, 4, 5, 6}), 1.0, 1e-14);
  EXPECT_NEAR(last(Autocorrelation({.lag = 1, .period = 4}), {1, 2, 1, 2, 1}), -1.0, 1e-14);
  EXPECT_TRUE(std::isnan(last(Autocorrelation({.lag = 1, .period = 3}), {1, 1, 1, 1})));
}

TEST(Statistics, TheExponentialVarianceMovesFromThatOfItsSeed) {
  // Share 2/3; mean 2 and variance 1 of {1, 3}; then (1/3) * (1 + 2/3 * 9).
  EXPECT_DOUBLE_EQ(last(ExponentialVariance({.period = 2}), {1, 3}), 1.0);
  EXPECT_NEAR(last(ExponentialVariance({.period = 2}), {1, 3, 5}), 7.0 / 3, 1e-15);
  EXPECT_EQ(last(ExponentialVariance({.period = 2}), {0.1, 0.1, 0.1}), 0.0);
}

TEST(Statistics, ADelayedValueIsMissingWhereTheBarIs) {
  EXPECT_EQ(last(DelayedValue({.bars = 2}), {4, 5, 6}), 4.0);
  EXPECT_TRUE(std::isnan(last(DelayedValue({.bars = 1}), {4, kNaN})));
}

}  // namespace
}  // namespace nautilus::features
