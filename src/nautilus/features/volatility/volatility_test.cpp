// SPDX-License-Identifier: MIT
#include "nautilus/features/volatility/volatility.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "nautilus/features/detail/last_value.hpp"
#include "nautilus/features/volatility/average_true_range.hpp"
#include "nautilus/features/volatility/bollinger_bands.hpp"
#include "nautilus/features/volatility/volatility_ratio.hpp"

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

}  // namespace
}  // namespace nautilus::features
