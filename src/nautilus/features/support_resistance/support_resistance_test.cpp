// SPDX-License-Identifier: MIT
#include <array>
#include <cmath>

#include <gtest/gtest.h>

#include "nautilus/features/detail/last_value.hpp"
#include "nautilus/features/support_resistance/bars_since_extremes.hpp"
#include "nautilus/features/support_resistance/distance_to_extremes.hpp"
#include "nautilus/features/support_resistance/donchian_channels.hpp"
#include "nautilus/features/support_resistance/fractal_chaos_bands.hpp"
#include "nautilus/features/support_resistance/fractals.hpp"
#include "nautilus/features/support_resistance/nearness_to_extremes.hpp"
#include "nautilus/features/support_resistance/price_position.hpp"
#include "nautilus/features/support_resistance/session_pivots.hpp"
#include "nautilus/features/support_resistance/standard_pivots.hpp"

// Each indicator on a few bars worked by hand, and where its formula has no answer.
namespace nautilus::features {
namespace {

using testing_last::last;

TEST(PricePosition, IsTheShareOfTheRangeBelowTheClose) {
  // Highest 15, lowest 5 in the last two bars: (13 - 5) / 10.
  PricePosition position({.period = 2});
  update(position, 99, 1, 50);
  update(position, 15, 8, 10);
  EXPECT_DOUBLE_EQ(update(position, 14, 5, 13), 0.8);

  PricePosition flat({.period = 1});
  EXPECT_EQ(update(flat, 7, 7, 7), 0.5);
}

TEST(Fractals, AreKnownWhenTheBarsAfterThemAreOver) {
  Fractals fractals({.span = 1});
  update(fractals, 5, 4);
  update(fractals, 9, 3);
  EXPECT_EQ(update(fractals, 7, 3.5), (std::array<double, 2>{9, 3}));
  // Two equal highs: neither is above the other.
  update(fractals, 9, 4);
  update(fractals, 9, 5);
  EXPECT_TRUE(std::isnan(update(fractals, 7, 4)[0]));
}

TEST(FractalChaosBands, HoldTheLastFractalOverAGap) {
  FractalChaosBands bands({.span = 1});
  update(bands, 5, 4);
  EXPECT_TRUE(std::isnan(update(bands, 9, 3)[0]));
  EXPECT_EQ(update(bands, 7, 3.5), (std::array<double, 2>{9, 3}));
  EXPECT_TRUE(std::isnan(update(bands, kNaN, kNaN)[0]));
  EXPECT_EQ(update(bands, 8, 2), (std::array<double, 2>{9, 3}));
}

TEST(DonchianChannels, MayLeaveThisBarOut) {
  DonchianChannels channel({.period = 1, .offset = 1});
  EXPECT_TRUE(std::isnan(update(channel, 12, 8)[0]));
  const auto values = update(channel, 99, 1);
  EXPECT_EQ(values, (std::array<double, 4>{12, 10, 8, 0.4}));
}

TEST(StandardPivots, AreWorkedOutFromTheBarsBefore) {
  // High 12, low 8, close 10: pivot 10, then 12, 14, 16 and 8, 6, 4.
  StandardPivots pivots({.period = 1});
  update(pivots, 12, 8, 10);
  EXPECT_EQ(update(pivots, 99, 1, 50), (std::array<double, 7>{10, 12, 14, 16, 8, 6, 4}));
}

TEST(DistanceToExtremes, IsMeasuredInTrueRanges) {
  DistanceToExtremes distance({.period = 2, .range_period = 1});
  update(distance, 12, 8, 10);
  // True range 2; the high of 12 is 1 above, the low of 8 is 3 below the close.
  EXPECT_EQ(update(distance, 11, 9, 11), (std::array<double, 2>{0.5, 1.5}));
  DistanceToExtremes still({.period = 1, .range_period = 1});
  update(still, 7, 7, 7);
  EXPECT_TRUE(std::isnan(update(still, 7, 7, 7)[0]));
}

TEST(BarsSinceExtremes, CountTheLatestOfEqualOnes) {
  BarsSinceExtremes bars({.period = 3});
  update(bars, 9, 5);
  update(bars, 9, 6);
  EXPECT_EQ(update(bars, 8, 7), (std::array<double, 2>{1, 2}));
}

TEST(NearnessToExtremes, IsRelativeToTheHighestAndLowestClose) {
  const NearnessToExtremes nearness({.period = 3});
  EXPECT_EQ(last(nearness, {10, 5, 8}), (std::array<double, 2>{0.8, 1.6}));
}

TEST(SessionPivots, AreOfTheSessionBeforeAndStayThroughTheNext) {
  SessionPivots pivots({});
  EXPECT_TRUE(std::isnan(update(pivots, 12, 9, 12, 1)[0]));
  EXPECT_TRUE(std::isnan(update(pivots, 15, 12, 15, 1)[0]));
  const std::array<double, 7> expected{13, 17, 19, 23, 11, 7, 5};  // Of high 15, low 9, close 15.
  EXPECT_EQ(update(pivots, 16, 14, 14, 2), expected);
  EXPECT_TRUE(std::isnan(update(pivots, 99, 1, 50, kNaN)[0]));  // Between the sessions.
  EXPECT_EQ(update(pivots, 30, 14, 14, 2), expected);
  EXPECT_EQ(update(pivots, 20, 20, 20, 3)[0], (30 + 14 + 14) / 3.0);
}

TEST(SessionPivots, AreUnknownAfterASessionWithAnUnknownPrice) {
  SessionPivots pivots({});
  update(pivots, 12, 9, 12, 1);
  update(pivots, kNaN, 9, 12, 1);
  update(pivots, 12, 9, 12, 1);
  EXPECT_TRUE(std::isnan(update(pivots, 12, 9, 12, 2)[0]));
  EXPECT_EQ(update(pivots, 12, 9, 12, 3)[0], 11);
}

}  // namespace
}  // namespace nautilus::features
