// SPDX-License-Identifier: MIT
#include <cmath>

#include <gtest/gtest.h>

#include "nautilus/features/detail/last_value.hpp"
#include "nautilus/features/volume/on_balance_volume.hpp"
#include "nautilus/features/volume/price_volume_trend.hpp"
#include "nautilus/features/volume/volume_ratio.hpp"
#include "nautilus/features/volume/volume_sma.hpp"

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

}  // namespace
}  // namespace nautilus::features
