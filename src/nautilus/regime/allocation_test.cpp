// SPDX-License-Identifier: MIT
#include "nautilus/regime/allocation.hpp"

#include <string>

#include <gtest/gtest.h>

#include "nautilus/base/json_write.hpp"

namespace nautilus::regime {
namespace {

double sum_of(const Allocation& of) { return of.equities + of.bonds + of.commodities + of.cash; }

TEST(Regime, SpeaksTheWireWords) {
  EXPECT_EQ(to_word(Regime::volatile_), "volatile");
  EXPECT_EQ(from_word<Regime>("recovery"), Regime::recovery);
  EXPECT_FALSE(from_word<Regime>("volatile_").has_value());
}

TEST(RegimeRow, IsWrittenByTheWireWordsInTheirOrder) {
  RegimeRow row;
  for (const Regime regime : kRegimes) row[regime] = static_cast<double>(index_of(regime));
  EXPECT_EQ(json::write(row),
            R"({"bull":0,"bear":1,"sideways":2,"volatile":3,"crisis":4,"recovery":5})");
}

TEST(RecommendedAllocation, SumsToOneForEveryRegimeAndConfidence) {
  for (const Regime regime : kRegimes) {
    for (int percent = 0; percent <= 100; ++percent) {
      const auto allocation = recommended_allocation(regime, percent / 100.0);
      ASSERT_TRUE(allocation.has_value());
      EXPECT_NEAR(sum_of(*allocation), 1, 1e-15) << to_word(regime) << " at " << percent;
      EXPECT_GE(allocation->cash, full_allocation(regime).cash - 1e-15);
    }
  }
}

TEST(RecommendedAllocation, IsTheTableAtAndAboveTheThreshold) {
  const auto bull = recommended_allocation(Regime::bull, 0.7);
  EXPECT_EQ(bull, (Allocation{.equities = .70, .bonds = .20, .commodities = .05, .cash = .05}));
  EXPECT_EQ(recommended_allocation(Regime::crisis, 1.0), full_allocation(Regime::crisis));
}

TEST(RecommendedAllocation, MovesToCashInProportionToTheConfidenceThatIsMissing) {
  // Bull at 0.35, half of the threshold: .70, .20 and .05 are halved, the rest is cash.
  const auto half = recommended_allocation(Regime::bull, 0.35);
  ASSERT_TRUE(half.has_value());
  EXPECT_DOUBLE_EQ(half->equities, 0.35);
  EXPECT_DOUBLE_EQ(half->bonds, 0.10);
  EXPECT_DOUBLE_EQ(half->commodities, 0.025);
  EXPECT_DOUBLE_EQ(half->cash, 0.525);
  EXPECT_EQ(recommended_allocation(Regime::bull, 0.0)->cash, 1);
}

TEST(RecommendedAllocation, IsContinuousAtTheThreshold) {
  for (const Regime regime : kRegimes) {
    const auto below = recommended_allocation(regime, 0.7 - 1e-12);
    EXPECT_NEAR(below->equities, full_allocation(regime).equities, 1e-11);
    EXPECT_NEAR(below->cash, full_allocation(regime).cash, 1e-11);
  }
}

TEST(RecommendedAllocation, IsAbsentWithoutAConfidence) {
  EXPECT_FALSE(recommended_allocation(Regime::bull, std::nullopt).has_value());
  EXPECT_FALSE(risk_adjustment_factor(Regime::bull, std::nullopt).has_value());
}

TEST(RiskAdjustmentFactor, IsTheRegimesFactorScaledByConfidence) {
  EXPECT_DOUBLE_EQ(*risk_adjustment_factor(Regime::bull, 1.0), 1.0);
  EXPECT_DOUBLE_EQ(*risk_adjustment_factor(Regime::recovery, 0.5), 0.9);  // 1.2 x 0.75
  EXPECT_DOUBLE_EQ(*risk_adjustment_factor(Regime::crisis, 0.0), 0.05);   // 0.1 x 0.5
}

}  // namespace
}  // namespace nautilus::regime
