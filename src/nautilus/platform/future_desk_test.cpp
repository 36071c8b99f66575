// SPDX-License-Identifier: MIT
#include "nautilus/platform/future_desk.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "nautilus/platform/engine_fixture.hpp"

namespace nautilus::platform {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class FutureDeskTest : public testing::Test, protected EngineFixture {
 protected:
  FutureDesk& desk() { return engine_->futures(); }

  static market::Bar bar(int index, double close) {
    return {day(index), close, close, close, close, 1};
  }

  /// ESH0 on days 0 to 2, ESM0 on days 1 to 3; the roll is on day 2, at 50 against 100.
  void hold_contracts() {
    hold("ESH0", std::vector{bar(0, 40), bar(1, 50), bar(2, 60)});
    hold("ESM0", std::vector{bar(1, 100), bar(2, 120), bar(3, 130)});
  }

  static market::ContinuousFuture es() {
    return {
        .name = "ES", .contracts = {{"ESH0", day(3)}, {"ESM0", day(90)}}, .days_before_expiry = 1};
  }

  static std::vector<double> closes(const FutureBarsAnswer& answer) {
    std::vector<double> closes;
    for (const auto& each : answer.bars) closes.push_back(each.close);
    return closes;
  }
};

TEST_F(FutureDeskTest, ShowsOneSeriesWithItsRollsFlagged) {
  hold_contracts();
  ASSERT_TRUE(desk().put(kTester, es()));
  reopen();
  const auto answer = *desk().bars({.name = "ES"});
  EXPECT_THAT(closes(answer), ElementsAre(80, 100, 120, 130));
  std::vector<bool> rolls;
  for (const auto& each : answer.bars) rolls.push_back(each.roll);
  EXPECT_THAT(rolls, ElementsAre(false, false, true, false));
  EXPECT_EQ(answer.bars[1].contract, "ESH0");
  EXPECT_THAT(answer.rolls, ElementsAre(market::Roll{day(2), "ESH0", "ESM0", 50, 100}));
}

TEST_F(FutureDeskTest, KnowsNoRollThatHadNotComeYet) {
  hold_contracts();
  ASSERT_TRUE(desk().put(kTester, es()));
  const auto answer = *desk().bars({.name = "ES", .as_of = day(2)});
  EXPECT_THAT(closes(answer), ElementsAre(40, 50));
  EXPECT_TRUE(answer.rolls.empty());
}

TEST_F(FutureDeskTest, GivesThePartAskedFor) {
  hold_contracts();
  ASSERT_TRUE(desk().put(kTester, es()));
  EXPECT_THAT(closes(*desk().bars({.name = "ES", .from = day(1), .to = day(3)})),
              ElementsAre(100, 120));
  EXPECT_THAT(closes(*desk().bars({.name = "ES", .limit = 1})), ElementsAre(130));
  EXPECT_THAT(
      closes(*desk().bars({.name = "ES", .adjustment = market::RollAdjustment::difference})),
      ElementsAre(90, 100, 120, 130));
}

TEST_F(FutureDeskTest, KeepsTheNewestDefinitionAndEveryEarlierOne) {
  hold_contracts();
  ASSERT_TRUE(desk().put(kTester, es()));
  ASSERT_TRUE(desk().put(kTester, es()));
  auto other = es();
  other.days_before_expiry = 2;
  ASSERT_TRUE(desk().put(kTester, other));
  EXPECT_THAT(desk().list()->futures, ElementsAre(other));
  EXPECT_EQ(first_text("SELECT count(*) FROM continuous_futures"), "2");
  EXPECT_EQ(audit()[0].action, "market.futures");
}

TEST_F(FutureDeskTest, RefusesAContractThatNobodyKnows) {
  hold_contracts();
  auto mistyped = es();
  mistyped.contracts[1].symbol = "ESMO";
  const auto refused = desk().put(kTester, mistyped);
  EXPECT_EQ(refused.error().code, ErrorCode::invalid_argument);
  EXPECT_THAT(refused.error().faults.front().location, ElementsAre("contracts", "1", "symbol"));
  EXPECT_THAT(refused.error().message, HasSubstr("'ESMO' has no bars and is no instrument"));
  EXPECT_TRUE(desk().list()->futures.empty());
}

/// A contract that is declared may begin to trade later.
TEST_F(FutureDeskTest, NamesWhatIsNotThere) {
  ASSERT_TRUE(engine_->instruments().put(
      kTester, {{{.instrument_id = "ESH0.CME"}, {.instrument_id = "ESM0.CME"}}}));
  ASSERT_TRUE(desk().put(kTester, es()));
  EXPECT_THAT(desk().bars({.name = "EX"}).error().message, HasSubstr("did you mean 'ES'?"));
  EXPECT_TRUE(desk().bars({.name = "ES"})->missing.contains("ESH0"));
  auto wrong = es();
  wrong.contracts.clear();
  EXPECT_EQ(desk().put(kTester, wrong).error().code, ErrorCode::invalid_argument);
}

}  // namespace
}  // namespace nautilus::platform
