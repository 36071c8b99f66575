// SPDX-License-Identifier: MIT
#include "nautilus/risk/detail/loss_tail.hpp"

#include <algorithm>
#include <random>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace nautilus::risk::detail {
namespace {

using testing::ElementsAre;

const std::vector<double> kTenLosses{-3, 8, 1, -2, 5, 0, 10, -1, 2, 4};

TEST(LossTail, OfTenScenariosAtEightyPercentIsTheTwoWorst) {
  // From the worst: 10 8 5 4 2 1 0 -1 -2 -3. In the tail lie 10 x 0.2 = 2 scenarios, 10 and 8: mean
  // 9. VaR is the third worst, 5: 8 of 10 scenarios, a share of 0.8, lose no more than it.
  const LossTail tail(kTenLosses, 0.8);
  EXPECT_EQ(tail.size(), 2);
  EXPECT_EQ(kTenLosses[tail.var_scenario()], 5);
  EXPECT_DOUBLE_EQ(tail.mean_of(kTenLosses), 9);
  EXPECT_THAT(tail.worst(3), ElementsAre(6, 1, 4));
  EXPECT_EQ(tail.worst(99).size(), 10U);
}

TEST(LossTail, TakesTheLastScenarioByItsPart) {
  // 10 x 0.25 = 2.5 scenarios: (10 + 8 + 0.5 x 5) / 2.5 = 8.2. VaR is again the third worst.
  const LossTail tail(kTenLosses, 0.75);
  EXPECT_EQ(tail.size(), 2.5);
  EXPECT_EQ(kTenLosses[tail.var_scenario()], 5);
  EXPECT_DOUBLE_EQ(tail.mean_of(kTenLosses), 8.2);
}

TEST(LossTail, IsNotMisledByLevelsThatAreNoBinaryFractions) {
  // In floating point 100 x (1 - 0.95) and 1000 x (1 - 0.999) come out a little off 5 and 1.
  std::vector<double> losses(100);
  for (std::size_t i = 0; i < 100; ++i) losses[i] = static_cast<double>(i);
  EXPECT_EQ(LossTail(losses, 0.95).size(), 5);
  EXPECT_EQ(losses[LossTail(losses, 0.95).var_scenario()], 94);
  losses.resize(1000);
  EXPECT_EQ(LossTail(losses, 0.999).size(), 1);
  EXPECT_EQ(scenarios_for_one_in_tail(0.999), 1000U);
  EXPECT_EQ(scenarios_for_one_in_tail(0.99), 100U);
  EXPECT_EQ(scenarios_for_one_in_tail(0.97), 34U);  // 1 / 0.03 = 33.3
}

TEST(LossTail, CountsOfEqualLossesTheLaterAsTheWorse) {
  const std::vector<double> losses{7, 1, 7, 7};
  EXPECT_THAT(LossTail(losses, 0.5).worst(4), ElementsAre(3, 2, 0, 1));
}

TEST(LossTail, HasAMeanNeverBelowItsEdge) {
  std::mt19937_64 random(2);
  std::uniform_real_distribution<double> uniform(0.01, 0.99);
  for (int trial = 0; trial < 500; ++trial) {
    std::vector<double> losses(100 + random() % 50, 0.1 * uniform(random));
    if (trial % 2 == 0) {
      for (double& loss : losses) loss = uniform(random) - 0.5;
    }
    const LossTail tail(losses, uniform(random));
    ASSERT_GE(tail.mean_of(losses), losses[tail.var_scenario()]);
  }
}

TEST(LossTail, EqualsTheQuantileByItsDefinition) {
  std::mt19937_64 random(4);
  std::normal_distribution<double> normal;
  for (int trial = 0; trial < 300; ++trial) {
    std::vector<double> losses(100 + random() % 200);
    for (double& loss : losses) loss = normal(random);
    // Levels between the multiples of 1/n, where no rounding can decide.
    const auto n = static_cast<double>(losses.size());
    const double level = (static_cast<double>(random() % (losses.size() - 1)) + 0.37) / n;
    double quantile = 1e9;
    for (const double candidate : losses) {
      const auto no_more = std::count_if(losses.begin(), losses.end(),
                                         [&](double loss) { return loss <= candidate; });
      if (static_cast<double>(no_more) >= level * n) quantile = std::min(quantile, candidate);
    }
    ASSERT_EQ(losses[LossTail(losses, level).var_scenario()], quantile);
  }
}

}  // namespace
}  // namespace nautilus::risk::detail
