// SPDX-License-Identifier: MIT
#include <array>
#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

#include "nautilus/features/detail/last_value.hpp"
#include "nautilus/features/momentum/balance_of_power.hpp"
#include "nautilus/features/momentum/cci.hpp"
#include "nautilus/features/momentum/cmo.hpp"
#include "nautilus/features/momentum/connors_rsi.hpp"
#include "nautilus/features/momentum/fisher_transform.hpp"
#include "nautilus/features/momentum/mass_index.hpp"
#include "nautilus/features/momentum/mesa_sine_wave.hpp"
#include "nautilus/features/momentum/momentum_divergence.hpp"
#include "nautilus/features/momentum/percentage_price_oscillator.hpp"
#include "nautilus/features/momentum/stochastic.hpp"
#include "nautilus/features/momentum/stochastic_momentum_index.hpp"
#include "nautilus/features/momentum/true_strength_index.hpp"
#include "nautilus/features/momentum/ultimate_oscillator.hpp"
#include "nautilus/features/momentum/vertical_horizontal_filter.hpp"
#include "nautilus/features/momentum/williams_r.hpp"
#include "nautilus/features/window.hpp"

// Where the formulas have corners, and a few bars worked by hand.
namespace nautilus::features {
namespace {

using testing_last::last;

// The last answer to so many bars on which nothing moves.
template <class Kernel, class... Prices>
auto flat(Kernel kernel, int bars, Prices... prices) {
  auto answer = update(kernel, prices...);
  for (int bar = 1; bar < bars; ++bar) answer = update(kernel, prices...);
  return answer;
}

TEST(RollingRank, SharesThePlacesOfEqualValues) {
  // Among 1, 3, 3, 2 the last is second; among 3, 3, 2, 3 the three share places 2, 3 and 4.
  RollingRank rank(4);
  for (const double value : {1.0, 3.0, 3.0}) EXPECT_TRUE(std::isnan(update(rank, value)));
  EXPECT_EQ(update(rank, 2), 0.5);
  EXPECT_EQ(update(rank, 3), 0.75);
}

TEST(RollingRank, HasNoValueWhileOneIsMissing) {
  RollingRank rank(2);
  update(rank, 1);
  EXPECT_TRUE(std::isnan(update(rank, kNaN)));
  EXPECT_TRUE(std::isnan(update(rank, 1)));
  EXPECT_EQ(update(rank, 2), 1.0);
}

TEST(Oscillators, AreNeutralWhenNothingMoves) {
  EXPECT_EQ(flat(Stochastic({}), 30, 7, 7, 7), (std::array<double, 4>{50, 50, 50, 50}));
  EXPECT_EQ(flat(WilliamsR({}), 30, 7, 7, 7), -50.0);
  EXPECT_EQ(flat(UltimateOscillator({}), 40, 7, 7, 7), 50.0);
  EXPECT_EQ(flat(Cci({}), 30, 0.1, 0.1, 0.1), 0.0);
  EXPECT_EQ(flat(Cmo({}), 30, 7), 0.0);
  EXPECT_EQ(flat(BalanceOfPower({}), 30, 7, 7, 7, 7), 0.0);
  EXPECT_EQ(flat(FisherTransform({}), 30, 7, 7)[0], 0.0);
  EXPECT_EQ(flat(PercentagePriceOscillator({}), 50, 7)[2], 0.0);
  EXPECT_EQ(flat(VerticalHorizontalFilter({}), 50, 7), 0.0);
  EXPECT_EQ(flat(MomentumDivergence({}), 200, 7), 0.0);
}

TEST(Oscillators, HaveNoValueWhereTheirShareIsOfNothing) {
  EXPECT_TRUE(std::isnan(flat(TrueStrengthIndex({}), 90, 7)[0]));
  EXPECT_TRUE(std::isnan(flat(StochasticMomentumIndex({}), 90, 7, 7, 7)[0]));
  EXPECT_TRUE(std::isnan(flat(MassIndex({}), 90, 7, 7)));
}

TEST(Cmo, IsTheNetShareOfMovement) {
  // Up 3, down 1: 100 * 2 / 4.
  EXPECT_DOUBLE_EQ(last(Cmo({.period = 3}), {9, 10, 12, 11, 12}), 50.0);
}

TEST(ConnorsRsi, CountsStreaks) {
  ConnorsRsi connors({.rank_period = 2});
  const auto streak = [&](double close) { return update(connors, close)[1]; };
  EXPECT_EQ(streak(10), 0);
  EXPECT_EQ(streak(11), 1);
  EXPECT_EQ(streak(12), 2);
  EXPECT_EQ(streak(11), -1);
  EXPECT_EQ(streak(10), -2);
  EXPECT_EQ(streak(10), 0);
  EXPECT_EQ(streak(11), 1);
}

TEST(ConnorsRsi, RanksTheReturnAmongTheOnesBefore) {
  // Returns 10 %, 0, then 5 %: above one of the two before it.
  ConnorsRsi connors({.rank_period = 2});
  std::array<double, 3> values{};
  for (const double close : {100.0, 110.0, 110.0, 115.5}) values = update(connors, close);
  EXPECT_EQ(values[2], 50.0);
}

TEST(MesaSineWave, FollowsACycleOfItsLength) {
  MesaSineWave wave({.period = 8});
  for (int bar = 0; bar < 40; ++bar) {
    const double angle = 2 * std::numbers::pi * bar / 8;
    const auto values = update(wave, 100 + 5 * std::sin(angle));
    if (bar < 7) continue;
    EXPECT_NEAR(values[0], std::sin(angle), 1e-12) << bar;
    EXPECT_NEAR(values[1], std::sin(angle + std::numbers::pi / 4), 1e-12) << bar;
  }
}

TEST(MomentumDivergence, IsHighWhereThePriceLeadsItsStrength) {
  // A long even rise whose last step is smaller: the price is at its highest, the strength is not.
  MomentumDivergence divergence({.period = 4, .rsi_period = 2});
  double value = 0;
  for (const double close : {10.0, 9.0, 12.0, 11.0, 14.0, 13.0, 16.0, 15.0, 18.0, 17.0, 18.1}) {
    value = update(divergence, close);
  }
  EXPECT_GT(value, 0.0);
}

}  // namespace
}  // namespace nautilus::features
