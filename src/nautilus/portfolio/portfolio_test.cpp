// SPDX-License-Identifier: MIT
#include "nautilus/portfolio/portfolio.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "nautilus/portfolio/portfolio_store.hpp"
#include "nautilus/storage/sqlite/open.hpp"
#include "nautilus/storage/temporary_folder.hpp"

namespace nautilus::portfolio {
namespace {

using testing::ElementsAre;

TEST(Portfolio, MayHoldNothingShortsAndCashOfItsCurrency) {
  EXPECT_TRUE(check({}));
  EXPECT_TRUE(check({.positions = {{"GE", -5}}, .cash = {{"USD", -100}}}));
  EXPECT_TRUE(check({.base_currency = "EUR", .cash = {{"EUR", 1}}}));
}

TEST(Portfolio, NeedsACurrencyOfThreeCapitalLetters) {
  for (const auto* wrong : {"", "usd", "US", "USDT", "U5D"}) {
    const auto checked = check({.base_currency = wrong});
    ASSERT_FALSE(checked) << wrong;
    EXPECT_THAT(checked.error().faults.front().location, ElementsAre("base_currency"));
  }
}

TEST(Portfolio, RefusesCashThatNoRateIsHeldFor) {
  const auto checked = check({.cash = {{"EUR", 1}, {"USD", 1}}});
  ASSERT_FALSE(checked);
  EXPECT_EQ(checked.error().code, ErrorCode::invalid_argument);
  EXPECT_THAT(checked.error().faults.front().location, ElementsAre("cash", "EUR"));
}

class PortfolioStoreTest : public testing::Test {
 protected:
  void SetUp() override { ASSERT_TRUE(storage::migrate(*database_, tables())); }

  void keep(const Portfolio& portfolio) {
    const auto transaction = *database_->write();
    ASSERT_TRUE(store(*transaction, portfolio, {}));
    ASSERT_TRUE(transaction->commit());
  }

  std::optional<Portfolio> held(std::string_view id) {
    const auto transaction = *database_->read();
    return *find(*transaction, id);
  }

  storage::TemporaryFolder folder_;
  std::unique_ptr<storage::Database> database_ = *storage::sqlite::open(folder_.file("p.sqlite"));
};

const Portfolio kPairs{.portfolio_id = "pairs",
                       .base_currency = "EUR",
                       .positions = {{"GE", -1.0 / 3}, {"SP500", 1e9}},
                       .cash = {{"EUR", 0.1}}};

TEST_F(PortfolioStoreTest, GivesBackEveryBit) {
  EXPECT_EQ(held("pairs"), std::nullopt);
  keep(kPairs);
  EXPECT_EQ(held("pairs"), kPairs);
}

TEST_F(PortfolioStoreTest, ReplacesTheOneOfTheSameNameWhole) {
  keep(kPairs);
  const Portfolio next{.portfolio_id = "pairs", .positions = {{"MSFT", 2}}};
  keep(next);
  EXPECT_EQ(held("pairs"), next);
}

TEST_F(PortfolioStoreTest, NamesAllInAlphabeticalOrder) {
  keep({.portfolio_id = "b"});
  keep({.portfolio_id = "a"});
  const auto transaction = *database_->read();
  EXPECT_THAT(*names(*transaction), ElementsAre("a", "b"));
}

}  // namespace
}  // namespace nautilus::portfolio
