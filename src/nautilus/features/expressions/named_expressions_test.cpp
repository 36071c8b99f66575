// SPDX-License-Identifier: MIT
#include "nautilus/features/expressions/named_expressions.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "nautilus/features/detail/test_bars.hpp"
#include "nautilus/features/feature_set.hpp"

namespace nautilus::features {
namespace {

using testing::ElementsAre;
using testing_bars::random_walk;

// The texts of what it is given are gone when it returns.
FeatureSet set_of(NamedExpressions expressions) {
  const auto features = expression_features(expressions);
  EXPECT_TRUE(features);
  return *FeatureSet::make(*features);
}

TEST(NamedExpressions, AreFeaturesOfASet) {
  auto set = set_of({{"spread", "ema(close, 12) - ema(close, 26)"}, {"body", "close - open"}});
  const auto bars = random_walk(100);
  set.replay(bars.columns());
  const auto vector = set.vector();
  EXPECT_THAT(vector.feature_groups, ElementsAre("expressions"));
  EXPECT_EQ(vector.features.at("expressions").at("body"), bars.close.back() - bars.open.back());
  EXPECT_EQ(vector.total_features, 2);
  EXPECT_EQ(set.features()[0].name, "body");
  EXPECT_EQ(set.features()[1].expression, "ema(close, 12) - ema(close, 26)");
}

TEST(NamedExpressions, StandBesideFeaturesOfTheCatalogue) {
  const NamedExpressions mine{{"scaled", "macd / close"}};
  auto features = *expression_features(mine);
  features.push_back(*find_feature("macd"));
  auto set = *FeatureSet::make(features);
  const auto bars = random_walk(100);
  set.replay(bars.columns());
  const auto values = set.values();
  EXPECT_EQ(values[0], values[1] / bars.close.back());
}

TEST(NamedExpressions, ContinueFromASavedState) {
  const NamedExpressions mine{{"mine", "zscore(ema(close, 5) - ema(close, 9), 20)"}};
  const auto bars = random_walk(100);
  auto whole = set_of(mine);
  whole.replay(bars.columns());
  auto before = set_of(mine);
  before.replay(bars.first(60));
  auto after = set_of(mine);
  ASSERT_TRUE(after.load(before.save()));
  EXPECT_EQ(after.features()[0].name, "mine");
  after.replay(bars.columns().slice(60, 40));
  EXPECT_EQ(after.values(), whole.values());
  EXPECT_EQ(after.peek(bars.columns().at(5)), whole.peek(bars.columns().at(5)));
  auto other = set_of({{"mine", "zscore(ema(close, 5) - ema(close, 8), 20)"}});
  EXPECT_EQ(other.load(before.save()).error().code, ErrorCode::conflict);
}

TEST(NamedExpressions, SayWhyTheyAreMissing) {
  auto set = set_of({{"late", "sma(close, 50)"}, {"undefined", "log(close - close)"}});
  set.replay(random_walk(10).columns());
  const auto missing = set.vector().missing;
  EXPECT_EQ(missing.at("late"), "needs 50 bars, 10 held");
  EXPECT_EQ(missing.at("undefined"),
            "undefined here: no value where a part of the formula has none, or no finite one");
}

TEST(NamedExpressions, AreRefusedEachWithItsFault) {
  const auto error =
      expression_features(
          {{"Fine", "close"}, {"macd", "close"}, {"broken", "close +"}, {"good", "close"}})
          .error();
  ASSERT_EQ(error.faults.size(), 3U);
  EXPECT_EQ(describe(error.faults[0]),
            "Fine: is no name of a feature: those are a lower-case letter, then at most 63 such "
            "letters, digits and underscores");
  EXPECT_EQ(describe(error.faults[1]),
            "broken: column 8: found the end, where a number, a name, '-' or '(' could stand");
  EXPECT_EQ(describe(error.faults[2]),
            "macd: is the name of a feature of the catalogue; choose another");
}

}  // namespace
}  // namespace nautilus::features
