// SPDX-License-Identifier: MIT
#include <cmath>

#include <gtest/gtest.h>

#include "nautilus/features/detail/last_value.hpp"
#include "nautilus/features/volume/accumulation_distribution.hpp"
#include "nautilus/features/volume/chaikin_money_flow.hpp"
#include "nautilus/features/volume/ease_of_movement.hpp"
#include "nautilus/features/volume/market_facilitation_index.hpp"
#include "nautilus/features/volume/money_flow_index.hpp"
#include "nautilus/features/volume/negative_volume_index.hpp"
#include "nautilus/features/volume/on_balance_volume.hpp"
#include "nautilus/features/volume/percentage_volume_oscillator.hpp"
#include "nautilus/features/volume/positive_volume_index.hpp"
#include "nautilus/features/volume/price_volume_trend.hpp"
#include "nautilus/features/volume/session_volume_weighted_average_price.hpp"
#include "nautilus/features/volume/up_down_volume_ratio.hpp"
#include "nautilus/features/volume/volume_force.hpp"
#include "nautilus/features/volume/volume_oscillator.hpp"
#include "nautilus/features/volume/volume_ratio.hpp"
#include "nautilus/features/volume/volume_sma.hpp"
#include "nautilus/features/volume/volume_weighted_moving_average.hpp"
#include "nautilus/features/volume/williams_accumulation_distribution.hpp"

// Each indicator on a few bars worked by hand, and where its formula has no answer.
namespace nautilus::features {
namespace {

using testing_last::last;

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

TEST(AccumulationDistribution, SignsVolumeByTheCloseInItsRange) {
  // At the high all of 8, in the middle nothing, at the low less all of 3; no range, nothing.
  AccumulationDistribution line({});
  EXPECT_EQ(update(line, 12, 10, 12, 8), 8);
  EXPECT_EQ(update(line, 12, 10, 11, 5), 8);
  EXPECT_EQ(update(line, 12, 10, 10, 3), 5);
  EXPECT_EQ(update(line, 9, 9, 9, 70), 5);
  EXPECT_TRUE(std::isnan(update(line, kNaN, 9, 9, 70)));
}

TEST(ChaikinMoneyFlow, HasNoAnswerWhereNothingIsTraded) {
  ChaikinMoneyFlow flow({.period = 1});
  EXPECT_EQ(update(flow, 12, 10, 12, 8), 1.0);
  EXPECT_EQ(update(flow, 12, 10, 10, 8), -1.0);
  EXPECT_TRUE(std::isnan(update(flow, 12, 10, 12, 0)));
}

TEST(MoneyFlowIndex, IsTheShareOfRisingValue) {
  // Typical prices 10, 12, 9: up 12 * 3, down 9 * 4; 36 of 72.
  MoneyFlowIndex index({.period = 2});
  update(index, 10, 10, 10, 5);
  update(index, 12, 12, 12, 3);
  EXPECT_DOUBLE_EQ(update(index, 9, 9, 9, 4), 50.0);
  MoneyFlowIndex still({.period = 2});
  for (int i = 0; i < 2; ++i) update(still, 7, 7, 7, 9);
  EXPECT_EQ(update(still, 7, 7, 7, 9), 50.0);
}

TEST(VolumeIndices, CountTheBarsWhoseVolumeFellOrRose) {
  // +10 % on less volume, -50 % on more, +100 % on as much.
  const NegativeVolumeIndex falling({});
  EXPECT_DOUBLE_EQ(last(falling, {{10, 5}, {11, 4}, {5.5, 9}, {11, 9}}), 1100);
  const PositiveVolumeIndex rising({});
  EXPECT_DOUBLE_EQ(last(rising, {{10, 5}, {11, 4}, {5.5, 9}, {11, 9}}), 500);
}

TEST(EaseOfMovement, IsMovementForItsVolume) {
  // The middle from 10 to 12, range 2, 4 units: 2 * 2 / 4.
  EaseOfMovement ease({.period = 1, .volume_unit = 1});
  update(ease, 11, 9, 4);
  EXPECT_DOUBLE_EQ(update(ease, 13, 11, 4)[1], 1.0);
  EXPECT_TRUE(std::isnan(update(ease, 13, 11, 0)[0]));
}

TEST(MarketFacilitationIndex, IsTheRangeOfAUnit) {
  MarketFacilitationIndex index({});
  EXPECT_EQ(update(index, 12, 10, 4), 0.5);
  EXPECT_TRUE(std::isnan(update(index, 12, 10, 0)));
}

TEST(WilliamsAccumulationDistribution, AddsWhatTheCloseGained) {
  WilliamsAccumulationDistribution total({});
  update(total, 11, 9, 10);
  EXPECT_EQ(update(total, 13, 11, 12), 2);  // From the last close, below this low.
  EXPECT_EQ(update(total, 14, 9, 10), -2);  // 10 - 14.
  EXPECT_EQ(update(total, 14, 9, 10), -2);
}

TEST(UpDownVolumeRatio, HasNoAnswerWithoutAFall) {
  const UpDownVolumeRatio ratio({.period = 2});
  EXPECT_EQ(last(ratio, {{10, 5}, {11, 6}, {9, 3}}), 2.0);
  EXPECT_TRUE(std::isnan(last(ratio, {{10, 5}, {11, 6}, {12, 3}})));
}

TEST(VolumeWeightedMeans, NeedVolume) {
  const VolumeWeightedMovingAverage mean({.period = 2});
  EXPECT_DOUBLE_EQ(last(mean, {{10, 1}, {20, 3}}), 17.5);
  EXPECT_TRUE(std::isnan(last(mean, {{10, 0}, {20, 0}})));
}

TEST(VolumeOscillators, HaveNoAnswerWhereNothingIsTraded) {
  EXPECT_DOUBLE_EQ(last(VolumeOscillator({.short_period = 1, .long_period = 2}), {1, 3}), 50.0);
  EXPECT_TRUE(std::isnan(last(VolumeOscillator({.short_period = 1, .long_period = 2}), {0, 0})));
  PercentageVolumeOscillator oscillator({.fast_period = 1, .slow_period = 2, .signal_period = 1});
  update(oscillator, 0);
  EXPECT_TRUE(std::isnan(update(oscillator, 0)[0]));
}

TEST(KlingerOscillator, BeginsItsTrendAnewAfterAGap) {
  VolumeForce force;
  update(force, 11, 9, 10, 5);
  EXPECT_TRUE(std::isnan(update(force, 12, 10, 11, 5)));
  // Rising still: the swing is 0 + 4, all of it this bar's range.
  EXPECT_EQ(update(force, 14, 10, 13, 5), 0.0);
  // And on: 4 + 4, half of it this bar's: 500 * |2 * (1 / 2 - 1)|.
  EXPECT_EQ(update(force, 15, 11, 14, 5), 500.0);
  // Turned: the bar before's 4 and this one's 2: -500 * |2 * (2 / 6 - 1)|.
  EXPECT_DOUBLE_EQ(update(force, 10, 8, 9, 5), -2000.0 / 3);
  EXPECT_TRUE(std::isnan(update(force, kNaN, kNaN, kNaN, kNaN)));
  EXPECT_TRUE(std::isnan(update(force, 10, 8, 9, 5)));
  EXPECT_TRUE(std::isnan(update(force, 10, 8, 9, 5)));
  EXPECT_FALSE(std::isnan(update(force, 10, 8, 9, 5)));
}

TEST(SessionVolumeWeightedAveragePrice, BeginsAnewWithEachSession) {
  SessionVolumeWeightedAveragePrice mean({});
  EXPECT_TRUE(std::isnan(update(mean, 12, 9, 12, 0, 1)));  // Nothing traded yet.
  EXPECT_EQ(update(mean, 14, 10, 12, 1, 1), 12);
  EXPECT_TRUE(std::isnan(update(mean, 90, 90, 90, 9, kNaN)));  // Between the sessions.
  EXPECT_EQ(update(mean, 15, 12, 15, 3, 1), (12 + 3 * 14) / 4.0);
  EXPECT_EQ(update(mean, 20, 20, 20, 1, 2), 20);
}

TEST(SessionVolumeWeightedAveragePrice, IsUnknownFromAnUnknownVolumeToTheNextSession) {
  SessionVolumeWeightedAveragePrice mean({});
  EXPECT_EQ(update(mean, 12, 12, 12, 1, 1), 12);
  EXPECT_TRUE(std::isnan(update(mean, 12, 12, 12, kNaN, 1)));
  EXPECT_TRUE(std::isnan(update(mean, 12, 12, 12, 1, 1)));
  EXPECT_EQ(update(mean, 20, 20, 20, 1, 2), 20);
}

}  // namespace
}  // namespace nautilus::features
