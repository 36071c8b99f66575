// SPDX-License-Identifier: MIT
#include "nautilus/platform/portfolio_desk.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "nautilus/platform/engine_fixture.hpp"

namespace nautilus::platform {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class PortfolioDeskTest : public testing::Test, protected EngineFixture {
 protected:
  PortfolioDesk& desk() { return engine_->portfolios(); }
};

const portfolio::Portfolio kFirst{.positions = {{"GE", -20}, {"SP500", 1.5}},
                                  .cash = {{"USD", 1000}}};

TEST_F(PortfolioDeskTest, GivesBackWhatWasStored) {
  ASSERT_TRUE(desk().put(kTester, kFirst));
  EXPECT_EQ(*desk().get("default"), kFirst);
  reopen();
  EXPECT_EQ(*desk().get("default"), kFirst);
}

TEST_F(PortfolioDeskTest, RecordsEachChangeWithBeforeAndAfter) {
  portfolio::Portfolio second = kFirst;
  second.positions = {{"GE", 7}};
  ASSERT_TRUE(desk().put(kTester, kFirst));
  ASSERT_TRUE(desk().put(kTester, second));
  const auto records = audit();
  ASSERT_EQ(records.size(), 2);
  EXPECT_EQ(records[1].before, "");
  EXPECT_EQ(records[1].after, json::write(kFirst));
  EXPECT_EQ(records[0].before, json::write(kFirst));
  EXPECT_EQ(records[0].after, json::write(second));
  EXPECT_EQ(records[0].action, "portfolio.put");
  EXPECT_EQ(records[0].actor, "tester");
  EXPECT_EQ(records[0].request_id, "request-1");
}

TEST_F(PortfolioDeskTest, ChangesNothingThatItCannotRecord) {
  ASSERT_TRUE(desk().put(kTester, kFirst));
  run("DROP TABLE audit_log");
  EXPECT_FALSE(desk().put(kTester, {}));
  EXPECT_EQ(*desk().get("default"), kFirst);
}

TEST_F(PortfolioDeskTest, RefusesForeignCashAndWrongSymbols) {
  const auto foreign = desk().put(kTester, {.cash = {{"EUR", 5}}});
  EXPECT_THAT(foreign.error().faults.front().location, ElementsAre("cash", "EUR"));
  const auto wrong = desk().put(kTester, {.positions = {{"a b", 5}}});
  EXPECT_THAT(wrong.error().faults.front().location, ElementsAre("positions", "a b"));
  EXPECT_EQ(desk().get("default").error().code, ErrorCode::not_found);
  EXPECT_TRUE(audit().empty());
}

TEST_F(PortfolioDeskTest, NamesThePortfoliosThatAreHeld) {
  EXPECT_THAT(desk().get("macro").error().message, HasSubstr("POST /portfolio"));
  ASSERT_TRUE(desk().put(kTester, {.portfolio_id = "pairs"}));
  const auto error = desk().get("macro").error();
  EXPECT_EQ(error.code, ErrorCode::not_found);
  EXPECT_THAT(error.message, HasSubstr("only pairs"));
}

}  // namespace
}  // namespace nautilus::platform
