// SPDX-License-Identifier: MIT
#include "nautilus/features/volatility/volatility.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "nautilus/features/detail/last_value.hpp"
#include "nautilus/features/volatility/acceleration_bands.hpp"
#include "nautilus/features/volatility/average_true_range.hpp"
#include "nautilus/features/volatility/bollinger_bands.hpp"
#include "nautilus/features/volatility/chaikin_volatility.hpp"
#include "nautilus/features/volatility/downside_deviation.hpp"
#include "nautilus/features/volatility/ewma_volatility.hpp"
#include "nautilus/features/volatility/garman_klass_volatility.hpp"
#include "nautilus/features/volatility/parkinson_volatility.hpp"
#include "nautilus/features/volatility/rogers_satchell_volatility.hpp"
#include "nautilus/features/volatility/ulcer_index.hpp"
#include "nautilus/features/volatility/volatility_of_volatility.hpp"
#include "nautilus/features/volatility/volatility_ratio.hpp"
#include "nautilus/features/volatility/volatility_regime.hpp"

// Each indicator on a few bars worked by hand, and where its formula has no answer.
namespace nautilus::features {
namespace {

using testing_last::last;

TEST(BollingerBands, AreDeviationsAroundTheMean) {
  // Mean 5, population variance (9 + 1 + 1 + 9) / 4 = 5; two deviations; width 4 sqrt(5) / 5.
  const auto bands = last(BollingerBands({.period = 4}), {2, 4, 6, 8});
  EXPECT_DOUBLE_EQ(bands[0], 5 + 2 * std::sqrt(5.0));
  EXPECT_DOUBLE_EQ(bands[1], 5 - 2 * std::sqrt(5.0));
  EXPECT_DOUBLE_EQ(bands[2], 4 * std::sqrt(5.0) / 5);
  EXPECT_DOUBLE_EQ(bands[3], (8 - 5 + 2 * std::sqrt(5.0)) / (4 * std::sqrt(5.0)));
}

TEST(BollingerBands, CloseExactlyWhenNothingMoves) {
  const auto bands = last(BollingerBands({.period = 3}), {7, 0.1, 0.1, 0.1});
  EXPECT_EQ(bands[0], 0.1);
  EXPECT_EQ(bands[1], 0.1);
  EXPECT_EQ(bands[2], 0.0);
  EXPECT_TRUE(std::isnan(bands[3]));
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

TEST(RangeEstimators, OnOneBarWorkedByHand) {
  // Prices that are powers of e: the logs of h / o, l / o and c / o are 2, -1 and 1 twice over.
  // Parkinson 9 / (4 ln 2), Garman and Klass 9 / 2 - (2 ln 2 - 1), Rogers and Satchell 1 * 2 +
  // (-2)(-1) = 4.
  const double e = std::exp(1.0);
  const auto of_two_bars = [&](auto estimator, auto... prices) {
    update(estimator, prices...);
    return update(estimator, prices...);
  };
  const RangeEstimatorParams params{.period = 2, .bars_per_year = 4};
  EXPECT_NEAR(of_two_bars(ParkinsonVolatility(params), e * e, 1 / e),
              2 * std::sqrt(9 / (4 * std::log(2.0))), 1e-14);
  EXPECT_NEAR(of_two_bars(GarmanKlassVolatility(params), 1.0, e * e, 1 / e, e),
              2 * std::sqrt(4.5 - (2 * std::log(2.0) - 1)), 1e-14);
  EXPECT_NEAR(of_two_bars(RogersSatchellVolatility(params), 1.0, e * e, 1 / e, e), 4.0, 1e-14);
  // A price of 0 has no logarithm.
  EXPECT_TRUE(std::isnan(of_two_bars(ParkinsonVolatility(params), 1.0, 0.0)));
}

TEST(EwmaVolatility, DecaysFromItsSeed) {
  // Log returns 0, 1, 0 from a seed of one: the variance 0, then half of 1, then half of that.
  EwmaVolatility volatility({.decay = 0.5, .seed_period = 1, .bars_per_year = 1});
  update(volatility, 1);
  EXPECT_EQ(update(volatility, 1), 0.0);
  EXPECT_NEAR(update(volatility, std::exp(1.0)), std::sqrt(0.5), 1e-15);
  EXPECT_NEAR(update(volatility, std::exp(1.0)), 0.5, 1e-15);
}

TEST(DownsideDeviation, CountsOnlyTheShortfall) {
  // Returns +10 %, -20 %: (0 + .04) / 2, times 4 bars a year.
  EXPECT_NEAR(last(DownsideDeviation({.period = 2, .bars_per_year = 4}), {10, 11, 8.8}),
              std::sqrt(4 * 0.02), 1e-15);
  EXPECT_EQ(last(DownsideDeviation({.period = 2}), {1, 2, 3}), 0.0);
}

TEST(VolatilityRegime, IsNormalWhileNothingMoves) {
  EXPECT_EQ(last(VolatilityRegime({.period = 2, .window = 4}), {5, 5, 5, 5, 5, 5}),
            (std::array<double, 2>{1.0, 0.5}));
}

TEST(VolatilityRegime, RanksVolatilityAmongItsOwn) {
  // Ever wilder swings: the last volatility is the highest of four, above all quantiles.
  const VolatilityRegime regime({.period = 2, .window = 4});
  EXPECT_EQ(last(regime, {100, 101, 99, 103, 95, 110}), (std::array<double, 2>{3.0, 1.0}));
  // And ever calmer ones: the lowest.
  EXPECT_EQ(last(regime, {110, 95, 103, 99, 101, 100}), (std::array<double, 2>{0.0, 0.0}));
}

TEST(VolatilityOfVolatility, HasNoAnswerWhereNothingMoves) {
  EXPECT_TRUE(std::isnan(last(VolatilityOfVolatility({.period = 2, .window = 2}), {5, 5, 5, 5})));
}

TEST(UlcerIndex, MeasuresFallsFromTheHighestBefore) {
  // From the high of 10: falls of 0, 10 and 20 %, then none at the new high of 20.
  EXPECT_NEAR(last(UlcerIndex({.period = 4}), {10, 9, 8, 20}), std::sqrt(500.0 / 4), 1e-13);
  EXPECT_EQ(last(UlcerIndex({.period = 2}), {9, 7, 7}), 0.0);
}

TEST(ChaikinVolatility, IsTheGrowthOfTheMeanRange) {
  ChaikinVolatility growth({.period = 1, .change_period = 1});
  update(growth, 12, 10);
  EXPECT_DOUBLE_EQ(update(growth, 13, 10), 50.0);  // From 2 to 3.
  update(growth, 10, 10);
  EXPECT_TRUE(std::isnan(update(growth, 12, 10)));  // From 0.
}

TEST(AccelerationBands, WidenWithTheRange) {
  // h 12, l 8: w = 4 * 4 / 20 = .8.
  AccelerationBands bands({.period = 1});
  const auto values = update(bands, 12, 8, 9);
  EXPECT_DOUBLE_EQ(values[0], 12 * 1.8);
  EXPECT_DOUBLE_EQ(values[1], 9);
  EXPECT_DOUBLE_EQ(values[2], 8 * 0.2);
}

}  // namespace
}  // namespace nautilus::features
